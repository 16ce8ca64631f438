// Which of Daily's events a client receives when the room changes from one state to the next.
import { expect } from '@open-wc/testing';
import { missingFeatures } from '../../src/local-room/machine/enter-room.js';
import { answer, arrive, enter, type GivenToken, knock, leave, updateSelf } from '../../src/local-room/room/rules.js';
import type { Outcome, RoomState } from '../../src/local-room/room/types.js';
import { type Arrivals, participantEvents, participantsOf, viewOf } from '../../src/local-room/room/view.js';

const NOW = 1_700_000_000_000;
const ARRIVALS: Arrivals = { of: () => ({ arrival: 'playable', subscribed: true }) };
const EMPTY: RoomState = {
  id: 'room-id',
  name: 'r',
  privacy: 'private',
  createdAt: NOW,
  config: { enable_knocking: true },
  version: 1,
  sessions: {},
  gone: {},
};

function done(outcome: Outcome<unknown>): RoomState {
  if (!outcome.ok) throw new Error(outcome.error.msg);
  return outcome.room;
}

function comeIn(room: RoomState, id: string, token?: GivenToken): RoomState {
  const on = { state: 'on' } as const;
  return done(enter(room, { id, userName: id, token, audio: on, video: on, dead: [] }, NOW));
}

function knocking(room: RoomState, ...ids: string[]): RoomState {
  return ids.reduce((next, id, index) => done(knock(comeIn(next, id), { by: id, name: id }, NOW + index)), room);
}

const OWNED = comeIn(EMPTY, 'o', { room_name: 'r', is_owner: true });

/** The events for `id` when the room goes from one state to the next, one line each. */
function eventsFor(id: string, before: RoomState, after: RoomState): string[] {
  return participantEvents(viewOf(before, id, ARRIVALS), viewOf(after, id, ARRIVALS)).map((event) => {
    const { action, participant, participantCounts } = event as {
      action: string;
      participant?: { session_id?: string };
      participantCounts?: { present: number };
    };
    return `${action} ${participant?.session_id ?? participantCounts?.present}`;
  });
}

describe('the events of a client', () => {
  const two = knocking(OWNED, 'a', 'b');
  const letIn = done(answer(two, { id: 'a', granted: true }, NOW));
  const admitted = done(arrive(letIn, { id: 'a' }, NOW));
  const renamed = done(knock(two, { by: 'b', name: 'Ben' }, NOW));
  const left = done(leave(admitted, { ids: ['a'] }, NOW));
  const off = { state: 'off', reason: 'byUser' } as const;
  const dark = done(updateSelf(admitted, { by: 'a', changes: { video: off } }, NOW));

  const cases: [what: string, who: string, before: RoomState, after: RoomState, events: string[]][] = [
    ['nothing new', 'o', two, two, []],
    ['somebody knocks, of which the room says nothing to an owner', 'o', OWNED, two, []],
    ['one asks again under a new name, seen by that one', 'b', two, renamed, ['participant-updated b']],
    ['one is let in, and not seen yet, by the owner', 'o', two, letIn, []],
    ['one is let in, and sees nobody yet', 'a', two, letIn, []],
    [
      'one who was let in arrives, seen by the owner',
      'o',
      letIn,
      admitted,
      ['participant-joined a', 'participant-counts-updated 2'],
    ],
    [
      'one who was let in arrives, seen by that one',
      'a',
      letIn,
      admitted,
      ['participant-joined o', 'participant-counts-updated 2'],
    ],
    ['one arrives, seen by who still waits', 'b', letIn, admitted, []],
    ['one leaves the call', 'o', admitted, left, ['participant-left a', 'participant-counts-updated 1']],
    ['a camera goes off, seen by the owner', 'o', admitted, dark, ['participant-updated a']],
    ['a camera goes off, seen by its own', 'a', admitted, dark, ['participant-updated a']],
  ];
  for (const [what, who, before, after, events] of cases)
    it(what, () => {
      expect(eventsFor(who, before, after)).to.deep.equal(events);
    });

  it('reports a replaced track', () => {
    const [from, to] = ['one', 'two'].map((trackId) =>
      viewOf(admitted, 'o', { of: () => ({ arrival: 'playable', subscribed: true, trackId }) }),
    );
    expect(participantEvents(from, to!).map(({ action }) => action)).to.deep.equal([
      'participant-updated',
      'participant-updated',
    ]);
  });

  it('starts with the local participant only, in a form that can be cloned', () => {
    const participants = structuredClone(participantsOf(viewOf(admitted, 'a', ARRIVALS)));
    expect(Object.keys(participants)).to.deep.equal(['local']);
    expect(participants.local).to.include({ session_id: 'a', local: true, owner: false });
    expect(participants.local?.joined_at).to.be.an.instanceof(Date);
    expect(participants.local?.tracks.video).to.deep.equal({ subscribed: true, state: 'playable' });
  });
});

describe('the browser features that a local room needs', () => {
  it('are available', () => {
    expect(missingFeatures()).to.equal(undefined);
  });

  it('are named when they are missing', () => {
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      expect(missingFeatures()).to.deep.equal({
        type: 'connection-error',
        msg: 'A local room needs Web Locks (navigator.locks).',
      });
    } finally {
      Reflect.deleteProperty(navigator, 'locks');
    }
  });
});
