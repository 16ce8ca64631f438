import { expect } from '@open-wc/testing';
import { endOf, inCall, isAdmin, isFull, maySend, shownAccess, waitingIn } from '../../src/local-room/room/queries.js';
import {
  accessTo,
  answer,
  arrive,
  eject,
  enter,
  expire,
  type GivenToken,
  knock,
  leave,
  updatePermissions,
  updateSelf,
} from '../../src/local-room/room/rules.js';
import { decodeToken, encodeToken, permissionsOf, type TokenProperties } from '../../src/local-room/room/tokens.js';
import type { Outcome, RoomConfig, RoomState, SessionState } from '../../src/local-room/room/types.js';

const NOW = 1_700_000_000_000;
const SECONDS = NOW / 1000;
const OWNER = { room_name: 'r', is_owner: true };

function roomWith(config: RoomConfig = {}, privacy: RoomState['privacy'] = 'private'): RoomState {
  const created = { id: 'room-id', name: 'r', privacy, createdAt: NOW, version: 1, sessions: {}, gone: {} };
  return { ...created, config: { enable_knocking: true, ...config } };
}

function done<Result>(outcome: Outcome<Result>): RoomState {
  if (!outcome.ok) throw new Error(`refused: ${outcome.error.msg}`);
  return outcome.room;
}

function refusal(outcome: Outcome<unknown>): string | undefined {
  return outcome.ok ? undefined : (outcome.error.type ?? outcome.error.msg);
}

function comeIn(
  room: RoomState,
  id: string,
  token?: GivenToken,
  now = NOW,
  dead: string[] = [],
): Outcome<SessionState> {
  const on = { state: 'loading' } as const;
  return enter(room, { id, userName: id.toUpperCase(), token, audio: on, video: on, dead }, now);
}

/** An owner `o` in the call; guests in the order given knock, each a second after the other. */
function withGuests(config: RoomConfig, ...guests: string[]): RoomState {
  let room = done(comeIn(roomWith(config), 'o', OWNER));
  guests.forEach((id, index) => {
    room = done(comeIn(room, id));
    room = done(knock(room, { by: id, name: id.toUpperCase() }, NOW + (index + 1) * 1000));
  });
  return room;
}

const waiting = (room: RoomState): string[] => waitingIn(room).map(({ id }) => id);
const present = (room: RoomState): string[] => inCall(room).map(({ id }) => id);

describe('the rules of a room', () => {
  describe('access', () => {
    const token = (more: Partial<TokenProperties> = {}): TokenProperties => ({ room_name: 'r', ...more });
    const cases: [what: string, room: RoomState | undefined, token: GivenToken, answer: string][] = [
      ['no room', undefined, undefined, 'no-room'],
      ['private with knocking', roomWith(), undefined, 'lobby'],
      ['private without knocking', roomWith({ enable_knocking: false }), undefined, 'none, then not-allowed'],
      ['public', roomWith({}, 'public'), undefined, 'full'],
      ['public, knocking on', roomWith({ enable_knocking: true }, 'public'), undefined, 'full'],
      ['private, any token', roomWith(), token(), 'full'],
      ['private without knocking, any token', roomWith({ enable_knocking: false }), token(), 'full'],
      ['a token of another room', roomWith(), token({ room_name: 'other' }), 'lobby, then not-allowed'],
      ['a token that is none', roomWith(), 'malformed', 'lobby, then not-allowed'],
      ['no knocking, a bad token', roomWith({ enable_knocking: false }), 'malformed', 'none, then not-allowed'],
      ['an expired token', roomWith(), token({ exp: SECONDS }), 'lobby, then exp-token'],
      ['a token that still holds', roomWith(), token({ exp: SECONDS + 1 }), 'full'],
      ['a token that is not valid yet', roomWith(), token({ nbf: SECONDS + 1 }), 'lobby, then nbf-token'],
      ['a token valid from now', roomWith(), token({ nbf: SECONDS }), 'full'],
      ['a bad token at a public room', roomWith({}, 'public'), 'malformed', 'full'],
      ['an expired token at a public room', roomWith({}, 'public'), token({ exp: SECONDS }), 'full'],
      ['an expired room', roomWith({ exp: SECONDS }), token(), 'exp-room'],
      ['a room that still is', roomWith({ exp: SECONDS + 1 }), undefined, 'lobby'],
      ['a room that is not yet', roomWith({ nbf: SECONDS + 1 }), token(), 'nbf-room'],
    ];
    for (const [what, room, brought, answer] of cases)
      it(`${what}: ${answer}`, () => {
        const { level, refusal: end } = accessTo(room, brought, NOW);
        expect([level, end?.type].filter(Boolean).join(', then ')).to.equal(answer);
      });

    it('refuses to enter at level none', () => {
      expect(refusal(comeIn(roomWith({ enable_knocking: false }), 'g'))).to.equal('not-allowed');
    });

    it('counts people in the call against the limit, not waiting guests', () => {
      const room = withGuests({ max_participants: 1 }, 'a', 'b');
      expect(waiting(room)).to.deep.equal(['a', 'b']);
      expect(refusal(comeIn(room, 'p', OWNER))).to.equal('meeting-full');
    });

    it('gives the places of closed tabs to others', () => {
      const room = withGuests({ max_participants: 1 }, 'a');
      const next = done(comeIn(room, 'p', OWNER, NOW, ['o', 'a']));
      expect(Object.keys(next.sessions)).to.deep.equal(['p']);
    });

    it('gives no owner rights to a bad token in a public room', () => {
      const bad = { ...OWNER, room_name: 'other', user_name: 'Pia', exp: SECONDS - 1, eject_at_token_exp: true };
      const { p } = done(comeIn(roomWith({}, 'public'), 'p', bad)).sessions;
      expect(p).to.deep.include({ owner: false, userName: 'P', ejectAt: undefined });
      expect(isAdmin(p!)).to.equal(false);
    });

    it('reports the access in a public room as set by publicAccess', () => {
      const open = { ...roomWith({}, 'public'), behavior: { publicAccess: 'unknown' as const } };
      expect(shownAccess(open, 'full')).to.equal('unknown');
      expect(shownAccess({ ...open, privacy: 'private' }, 'full')).to.deep.equal({ level: 'full' });
      expect(shownAccess(roomWith({}, 'public'), 'full')).to.deep.equal({ level: 'full' });
    });

    it("takes the token's name over the given one", () => {
      const room = done(comeIn(roomWith(), 'p', { room_name: 'r', user_name: 'Pia', user_id: 'u1' }));
      expect(room.sessions.p).to.include({ userName: 'Pia', userId: 'u1', owner: false });
    });
  });

  describe('who is an admin', () => {
    const cases: [Partial<TokenProperties>, boolean][] = [
      [{}, false],
      [{ is_owner: true }, true],
      [{ permissions: { canAdmin: true } }, true],
      [{ permissions: { canAdmin: ['participants'] } }, true],
      [{ permissions: { canAdmin: ['streaming'] } }, false],
      [{ permissions: { canAdmin: false } }, false],
      [{ is_owner: true, permissions: { canAdmin: false } }, true],
    ];
    for (const [properties, admin] of cases)
      it(`${JSON.stringify(properties)}: ${admin}`, () => {
        const room = done(comeIn(roomWith(), 'p', { room_name: 'r', ...properties }));
        expect(isAdmin(room.sessions.p!)).to.equal(admin);
      });

    it('not every owner, if ownersCanAdmin is false', () => {
      const room = { ...roomWith(), behavior: { ownersCanAdmin: false } };
      const adminWith = (permissions: TokenProperties['permissions']): boolean =>
        isAdmin(done(comeIn(room, 'p', { ...OWNER, permissions })).sessions.p!);
      expect(adminWith(undefined)).to.equal(false);
      expect(adminWith({ canAdmin: ['transcription'] })).to.equal(false);
      expect(adminWith({ canAdmin: ['participants'] })).to.equal(true);
    });

    it('an owner with other rights has this one too', () => {
      const room = done(comeIn(roomWith(), 'p', { ...OWNER, permissions: { canAdmin: ['transcription'] } }));
      expect(room.sessions.p?.permissions.canAdmin).to.deep.equal(['transcription', 'participants']);
    });
  });

  describe('knocking', () => {
    it('lists guests who knock, not others in the lobby, oldest first', () => {
      let room = withGuests({}, 'b', 'a');
      room = done(comeIn(room, 'silent'));
      expect(waiting(room)).to.deep.equal(['b', 'a']);
      expect(present(room)).to.deep.equal(['o']);
    });

    it('keeps the place of a guest who knocks again, under a new name', () => {
      const room = withGuests({}, 'a', 'b');
      const again = done(knock(room, { by: 'a', name: 'Ann' }, NOW + 9000));
      expect(waiting(again)).to.deep.equal(['a', 'b']);
      expect(again.sessions.a).to.deep.include({ userName: 'Ann', knock: { name: 'Ann', since: NOW + 1000 } });
    });

    it('changes nothing when repeated, or by a person in the call', () => {
      const room = withGuests({}, 'a');
      expect(done(knock(room, { by: 'a', name: 'A' }, NOW + 9000))).to.equal(room);
      expect(done(knock(room, { by: 'o', name: 'Otto' }, NOW))).to.equal(room);
    });

    it('keeps its name when the guest changes their user name', () => {
      const changes = { userName: 'Nobody' };
      const room = done(updateSelf(withGuests({}, 'a'), { by: 'a', changes }, NOW));
      expect(waitingIn(room)[0]?.knock.name).to.equal('A');
      expect(done(knock(room, { by: 'a', name: 'A' }, NOW)).sessions.a?.userName).to.equal('A');
    });

    it('is refused to an unknown session', () => {
      expect(refusal(knock(roomWith(), { by: 'x', name: 'X' }, NOW))).to.be.a('string');
    });
  });

  describe('an answer', () => {
    const NOT_WAITING = 'No such waiting participant.';
    const letIn = (room: RoomState, id: string): Outcome<unknown> => answer(room, { id, granted: true }, NOW + 9000);

    it('admits a guest, who arrives a moment later', () => {
      const room = done(letIn(withGuests({}, 'a', 'b'), 'a'));
      expect(room.sessions.a).to.include({ access: 'full', arriving: true });
      expect([present(room), waiting(room)]).to.deep.equal([['o'], ['b']]);
      const later = done(arrive(room, { id: 'a' }, NOW + 9060));
      expect(present(later)).to.have.members(['o', 'a']);
      expect(done(arrive(later, { id: 'a' }, NOW + 9060))).to.equal(later);
    });

    it('keeps the time at which the guest entered the lobby', () => {
      expect(done(letIn(withGuests({}, 'a'), 'a')).sessions.a?.joinedAt).to.equal(NOW);
    });

    it('rejects a guest, and stores the reason', () => {
      const room = done(answer(withGuests({}, 'a', 'b'), { id: 'a', granted: false }, NOW + 9000));
      expect([present(room), waiting(room)]).to.deep.equal([['o'], ['b']]);
      expect(room.gone.a).to.deep.equal({ reason: 'denied', at: NOW + 9000 });
    });

    it('ends the stay of a guest who is admitted to a full room, arriving guests included', () => {
      const room = done(letIn(withGuests({ max_participants: 2 }, 'a', 'b'), 'a'));
      expect(isFull(room)).to.equal(true);
      expect(done(letIn(room, 'b')).gone.b?.reason).to.equal('full');
      const denied = answer(room, { id: 'b', granted: false }, NOW);
      expect(done(denied).gone.b?.reason).to.equal('denied');
    });

    it('counts once, and only for a guest who knocks', () => {
      const room = done(comeIn(withGuests({}, 'a'), 'silent'));
      for (const granted of [true, false]) {
        const first = done(answer(room, { id: 'a', granted }, NOW));
        expect(refusal(answer(first, { id: 'a', granted: !granted }, NOW))).to.equal(NOT_WAITING);
      }
      for (const id of ['silent', 'o', 'nobody']) expect(refusal(letIn(room, id))).to.equal(NOT_WAITING);
    });
  });

  describe('leaving', () => {
    it('twice has the effect of once', () => {
      const room = done(leave(withGuests({}, 'a'), { ids: ['a'] }, NOW));
      expect(waiting(room)).to.deep.equal([]);
      expect(done(leave(room, { ids: ['a'] }, NOW))).to.equal(room);
    });

    it('is forgotten after an hour', () => {
      const room = done(leave(withGuests({}, 'a', 'b'), { ids: ['a'] }, NOW));
      expect(Object.keys(done(leave(room, { ids: ['b'] }, NOW + 3_600_000)).gone)).to.deep.equal(['b']);
    });

    it('by ejection is for admins and for the page', () => {
      const room = done(comeIn(withGuests({}), 'p', { room_name: 'r' }));
      expect(refusal(eject(room, { by: 'p', id: 'o' }, NOW))).to.match(/canAdmin/);
      expect(done(eject(room, { by: 'o', id: 'p' }, NOW)).gone.p?.reason).to.equal('ejected');
      expect(done(eject(room, { id: 'p' }, NOW)).gone.p?.reason).to.equal('ejected');
      expect(refusal(eject(room, { id: 'x' }, NOW))).to.be.a('string');
    });

    const later = SECONDS + 10;
    const ends: [what: string, RoomConfig, Partial<TokenProperties>, ReturnType<typeof endOf>][] = [
      ['never', {}, {}, undefined],
      ['not at a mere exp', { exp: later }, { exp: later }, undefined],
      ['with the room', { exp: later, eject_at_room_exp: true }, {}, { at: later * 1000, reason: 'room-expired' }],
      ['with the token', {}, { exp: later, eject_at_token_exp: true }, { at: later * 1000, reason: 'token-expired' }],
      [
        'with the first of both',
        { exp: later, eject_at_room_exp: true },
        { exp: later - 5, eject_at_token_exp: true },
        { at: (later - 5) * 1000, reason: 'token-expired' },
      ],
    ];
    for (const [what, config, token, end] of ends)
      it(`by the clock: ${what}`, () => {
        const room = done(comeIn(roomWith(config), 'p', { room_name: 'r', ...token }));
        expect(endOf(room, room.sessions.p!)).to.deep.equal(end);
        expect(done(expire(room, { id: 'p' }, NOW))).to.equal(room);
        if (end) expect(done(expire(room, { id: 'p' }, end.at)).gone.p?.reason).to.equal(end.reason);
      });
  });

  describe('changes', () => {
    it('of nothing return the same room', () => {
      const room = withGuests({});
      expect(done(updateSelf(room, { by: 'o', changes: { userName: 'O' } }, NOW))).to.equal(room);
    });

    it('of permissions need an admin, and apply to people in the call', () => {
      const room = done(comeIn(withGuests({}, 'a'), 'p', { room_name: 'r' }));
      const permissions = { canSend: ['audio'], canAdmin: ['participants'] };
      expect(refusal(updatePermissions(room, { by: 'p', id: 'p', permissions }, NOW))).to.match(/canAdmin/);
      expect(refusal(updatePermissions(room, { by: 'o', id: 'a', permissions }, NOW))).to.be.a('string');
      const { p } = done(updatePermissions(room, { by: 'o', id: 'p', permissions }, NOW)).sessions;
      expect([isAdmin(p!), maySend(p!, 'audio'), maySend(p!, 'video')]).to.deep.equal([true, true, false]);
    });
  });
});

describe('tokens', () => {
  it('survive encoding and decoding, in any script', () => {
    const properties = {
      room_name: 'r',
      user_name: 'Žofie 👋 李',
      exp: 5,
      permissions: { canAdmin: ['participants'] },
    };
    const token = encodeToken(properties);
    expect(token).to.match(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(decodeToken(token)).to.deep.equal(properties);
  });

  for (const token of ['', 'x', 'a.b', 'a.b.c', 'a.b.c.d', `${encodeToken({ room_name: 'r' })}x`, 'ü.ü.ü'])
    it(`are not made of "${token.slice(0, 12)}"`, () => {
      expect(decodeToken(token)).to.equal(undefined);
    });

  it('give a person without token the right to send, and no more', () => {
    expect(permissionsOf(undefined)).to.deep.equal({ hasPresence: true, canSend: true, canAdmin: false });
  });

  it('can hide a participant, who then sends nothing', () => {
    const token = { room_name: 'r', permissions: { hasPresence: false } };
    const room = done(comeIn(roomWith(), 'p', token));
    expect(maySend(room.sessions.p!, 'video')).to.equal(false);
  });
});
