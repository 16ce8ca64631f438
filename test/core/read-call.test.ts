import type { DailyParticipant } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import type { CallPort } from '../../src/core/call-port.js';
import { accessLevel, canAnswerKnocks, readCall } from '../../src/core/read-call.js';

const participant = (canAdmin: unknown, owner = false): DailyParticipant =>
  ({ owner, permissions: { canAdmin } }) as unknown as DailyParticipant;

describe("reading Daily's facts", () => {
  it('reads an access value that is a string or an object with a level', () => {
    expect(accessLevel('unknown')).to.equal('unknown');
    expect(accessLevel(undefined)).to.equal('unknown');
    expect(accessLevel({ level: 'lobby' })).to.equal('lobby');
  });

  const rights: [string, DailyParticipant | undefined, boolean][] = [
    ['nobody', undefined, false],
    ['an owner without canAdmin', participant(false, true), false],
    ['an owner whose permissions are not known', participant(undefined, true), true],
    ['canAdmin: true', participant(true), true],
    ["canAdmin: Set('participants')", participant(new Set(['participants'])), true],
    ["canAdmin: ['participants']", participant(['streaming', 'participants']), true],
    ["canAdmin: Set('streaming')", participant(new Set(['streaming'])), false],
    ['canAdmin: false', participant(false), false],
    ['no permissions at all', { owner: false } as DailyParticipant, false],
  ];
  for (const [name, who, may] of rights) {
    it(`${name} ${may ? 'may' : 'may not'} answer knocks`, () => expect(canAnswerKnocks(who)).to.equal(may));
  }

  it('leaves out a knock whose id is no session id', () => {
    const ids = ['a', '*', 'local', 'constructor', '__proto__'];
    const port = {
      meetingState: () => 'joined-meeting',
      accessState: () => ({ access: { level: 'full' } }),
      participants: () => ({}),
      waitingParticipants: () => Object.fromEntries(ids.map((id) => [id, { id, name: 'Ana' }])),
    } as unknown as CallPort;
    expect([...readCall(port).waiting.keys()]).to.deep.equal(['a']);
  });

  it('reads only what an event can have changed', () => {
    const read: string[] = [];
    const fact =
      <Value>(name: string, value: Value) =>
      (): Value => {
        read.push(name);
        return value;
      };
    const port = {
      meetingState: fact('meetingState', 'joined-meeting'),
      accessState: fact('accessState', { access: { level: 'full' } }),
      participants: fact('participants', {}),
      waitingParticipants: fact('waitingParticipants', { a: { id: 'a', name: 'Ana' } }),
    } as unknown as CallPort;
    const facts = readCall(port);
    expect(read.sort()).to.deep.equal(['accessState', 'meetingState', 'participants', 'waitingParticipants']);
    read.length = 0;
    const after = readCall(port, facts, 'waiting-participant-added');
    expect(read).to.deep.equal(['waitingParticipants']);
    expect([...after.waiting]).to.deep.equal([['a', 'Ana']]);
    expect(after.participants).to.equal(facts.participants);
  });
});
