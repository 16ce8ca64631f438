// Which Daily events lead a client from one state of the room to the next.
import { expect } from '@open-wc/testing';
import { lackOf } from '../../src/local-room/environment.js';
import { decide, knock, leave, updateSelf } from '../../src/local-room/room.js';
import { accessEvents, participantsOf, peopleEvents, viewOf, type Arrivals } from '../../src/local-room/view.js';
import { enter, type BroughtToken } from '../../src/local-room/entry.js';
import type { Outcome, RoomState } from '../../src/local-room/types.js';

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

function comeIn(room: RoomState, id: string, token?: BroughtToken): RoomState {
  const on = { state: 'on' } as const;
  return done(enter(room, { id, userName: id, token, audio: on, video: on, dead: [] }, NOW));
}

function knocking(room: RoomState, ...ids: string[]): RoomState {
  return ids.reduce((next, id, index) => done(knock(comeIn(next, id), { by: id, name: '' }, NOW + index)), room);
}

const OWNED = comeIn(EMPTY, 'o', { room_name: 'r', is_owner: true });

/** What `id` is told when the room goes from one state to the next, one line for each event. */
function told(id: string, before: RoomState, after: RoomState): string[] {
  const [from, to] = [viewOf(before, id, ARRIVALS), viewOf(after, id, ARRIVALS)];
  return [...accessEvents(from, to), ...peopleEvents(from, to)].map((event) => {
    const { action, participant, participantCounts, access, awaitingAccess, allWaitingParticipants } = event as {
      action: string;
      participant?: { id?: string; session_id?: string };
      participantCounts?: { present: number };
      access?: { level: string };
      awaitingAccess?: object;
      allWaitingParticipants?: object;
    };
    const what = participant?.id ?? participant?.session_id ?? participantCounts?.present ?? access?.level ?? '';
    const list = allWaitingParticipants ? ` of ${Object.keys(allWaitingParticipants).join()}` : '';
    return `${action} ${what}${awaitingAccess ? ' awaiting' : ''}${list}`;
  });
}

describe('what a client is told', () => {
  const two = knocking(OWNED, 'a', 'b');
  const admitted = done(decide(two, { by: 'o', decisions: { a: true } }, NOW));
  const renamed = done(knock(two, { by: 'b', name: 'Ben' }, NOW));
  const swapped = knocking(done(leave(two, { ids: ['a'] }, NOW)), 'c');
  const left = done(leave(admitted, { ids: ['a'] }, NOW));
  const off = { state: 'off', reason: 'byUser' } as const;
  const dark = done(updateSelf(admitted, { by: 'a', changes: { video: off } }, NOW));

  const cases: [what: string, who: string, before: RoomState, after: RoomState, events: string[]][] = [
    ['nothing new', 'o', two, two, []],
    [
      'two knock, oldest first',
      'o',
      OWNED,
      two,
      ['waiting-participant-added a of a', 'waiting-participant-added b of a,b'],
    ],
    ['one asks again under a new name', 'o', two, renamed, ['waiting-participant-updated b of a,b']],
    [
      'one goes, one comes',
      'o',
      two,
      swapped,
      ['waiting-participant-removed a of b', 'waiting-participant-added c of b,c'],
    ],
    [
      'one is let in, seen by the owner',
      'o',
      two,
      admitted,
      ['waiting-participant-removed a of b', 'participant-joined a', 'participant-counts-updated 2'],
    ],
    [
      'one is let in, seen by that one',
      'a',
      two,
      admitted,
      ['access-state-updated full', 'participant-joined o', 'participant-counts-updated 2'],
    ],
    ['one is let in, seen by who still waits', 'b', two, admitted, []],
    ['one leaves the call', 'o', admitted, left, ['participant-left a', 'participant-counts-updated 1']],
    ['a camera goes off, seen by the owner', 'o', admitted, dark, ['participant-updated a']],
    ['a camera goes off, seen by its own', 'a', admitted, dark, ['participant-updated a']],
    ['somebody knocks, seen by who may not know', 'a', admitted, knocking(admitted, 'z'), []],
  ];
  for (const [what, who, before, after, events] of cases)
    it(what, () => {
      expect(told(who, before, after)).to.deep.equal(events);
    });

  it('begins to knock: access, now awaited', () => {
    const lobby = comeIn(OWNED, 'a');
    expect(told('a', lobby, done(knock(lobby, { by: 'a', name: '' }, NOW)))).to.deep.equal([
      'access-state-updated lobby awaiting',
    ]);
  });

  it('sees a track that was exchanged for another', () => {
    const [from, to] = ['one', 'two'].map((trackId) =>
      viewOf(admitted, 'o', { of: () => ({ arrival: 'playable', subscribed: true, trackId }) }),
    );
    expect(peopleEvents(from, to!).map(({ action }) => action)).to.deep.equal([
      'participant-updated',
      'participant-updated',
    ]);
  });

  it('gives participants that a message can carry, the own one as local', () => {
    const participants = structuredClone(participantsOf(viewOf(admitted, 'a', ARRIVALS)));
    expect(Object.keys(participants)).to.deep.equal(['local', 'o']);
    expect(participants.local).to.include({ session_id: 'a', local: true, owner: false });
    expect(participants.o?.joined_at).to.be.an.instanceof(Date);
    expect(participants.o?.tracks.video).to.deep.equal({ subscribed: true, state: 'playable' });
  });
});

describe('what a local room needs of a browser', () => {
  it('is all there', () => {
    expect(lackOf()).to.equal(undefined);
  });

  it('is named when it is missing', () => {
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      expect(lackOf()).to.deep.equal({
        type: 'connection-error',
        msg: 'A local room needs Web Locks (navigator.locks).',
      });
    } finally {
      Reflect.deleteProperty(navigator, 'locks');
    }
  });
});
