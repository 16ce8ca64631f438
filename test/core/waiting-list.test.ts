import { expect } from '@open-wc/testing';
import type { WaitingEntry } from '../../src/core/call-state.js';
import { type DecisionStatus, reconcileWaiting } from '../../src/core/waiting-list.js';

const NOW = 5000;
const noMarks = new Map<string, DecisionStatus>();
const named = (people: Record<string, string>): Map<string, string> => new Map(Object.entries(people));
const list = (people: Record<string, string>, now = NOW): readonly WaitingEntry[] =>
  reconcileWaiting([], named(people), noMarks, now);

describe('the waiting list', () => {
  it('lists each person with the time when they were first listed', () => {
    expect(list({ a: 'Ana', b: 'Ben' })).to.deep.equal([
      { id: 'a', name: 'Ana', since: new Date(NOW), status: 'waiting', decision: undefined },
      { id: 'b', name: 'Ben', since: new Date(NOW), status: 'waiting', decision: undefined },
    ]);
  });

  it("keeps the oldest first whatever order Daily's object has", () => {
    const before = list({ b: 'Ben' });
    const after = reconcileWaiting(before, named({ a: 'Ana', b: 'Ben' }), noMarks, NOW + 1);
    expect(after.map(({ id }) => id)).to.deep.equal(['b', 'a']);
  });

  it("lists each person once, in any order of Daily's object", () => {
    const before = list({ a: 'Ana', b: 'Ben', c: 'Cem', d: 'Dee' });
    for (const [now, expected] of [
      ['abcde', 'abcde'],
      ['abde', 'abde'],
      ['bdae', 'abde'],
      ['ecba', 'abce'],
      ['ebfc', 'bcef'],
      ['ef', 'ef'],
      ['dcba', 'abcd'],
    ] as const) {
      const after = reconcileWaiting(before, new Map([...now].map((id) => [id, id])), noMarks, NOW + 1);
      expect(after.map(({ id }) => id).join(''), now).to.equal(expected);
    }
  });

  it('keeps place and time of a person who knocks under another name', () => {
    const before = list({ a: 'Ana', b: 'Ben' });
    const after = reconcileWaiting(before, named({ a: 'Dr. Ana', b: 'Ben' }), noMarks, NOW + 99);
    expect(after[0]).to.include({ id: 'a', name: 'Dr. Ana' });
    expect(after[0]?.since).to.equal(before[0]?.since);
    expect(after[1]).to.equal(before[1]);
  });

  it('is the same array when nothing has changed', () => {
    const before = list({ a: 'Ana' });
    expect(reconcileWaiting(before, named({ a: 'Ana' }), noMarks, NOW + 99)).to.equal(before);
  });

  it('has the status of a decision, and leaves out people whose decision is done', () => {
    const before = list({ a: 'Ana', b: 'Ben', c: 'Cem' });
    const marks = new Map<string, DecisionStatus>([
      ['a', { status: 'deciding', decision: 'admit' }],
      ['b', { status: 'failed', decision: 'reject' }],
      ['c', { status: 'done', decision: 'admit' }],
    ]);
    const after = reconcileWaiting(before, named({ a: 'Ana', b: 'Ben', c: 'Cem' }), marks, NOW);
    expect(after.map(({ id, status, decision }) => [id, status, decision])).to.deep.equal([
      ['a', 'deciding', 'admit'],
      ['b', 'failed', 'reject'],
    ]);
  });

  it('is immutable', () => {
    const entries = list({ a: 'Ana' }) as WaitingEntry[];
    expect(() => entries.push(entries[0]!)).to.throw(TypeError);
    expect(() => Object.assign(entries[0]!, { name: 'Eve' })).to.throw(TypeError);
  });
});
