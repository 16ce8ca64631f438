import { expect } from '@open-wc/testing';
import { MEMORY_MS, type StoredText, WaitingMemory } from '../../src/core/waiting-memory.js';
import { FakeClock } from './fake-clock.js';

/** The storage of a tab. */
class FakeStorage implements StoredText {
  text: string | undefined;

  read(): string | undefined {
    return this.text;
  }

  write(text: string | undefined): void {
    this.text = text;
  }
}

describe('the memory of since when people have waited', () => {
  let clock: FakeClock;
  let storage: FakeStorage;
  const page = (): WaitingMemory => new WaitingMemory(clock, storage);
  const since = (memory: WaitingMemory, id: string): number | undefined => memory.since(id)?.getTime();
  const person = (id: string, at: number) => ({ id, name: `Name of ${id}`, since: new Date(at) });

  beforeEach(() => {
    clock = new FakeClock();
    storage = new FakeStorage();
  });

  it('is the same in the next page', () => {
    const start = clock.now();
    page().record([person('a', start)]);
    clock.pass(600_000);
    const next = page();
    expect(since(next, 'a')).to.equal(start);
    expect(since(next, 'b')).to.equal(undefined);
  });

  it('has ids and times, and no names', () => {
    page().record([person('a', clock.now())]);
    expect(JSON.parse(storage.text!)).to.deep.equal({ a: clock.now() });
  });

  it('keeps those of the page before while they come back one by one', () => {
    const start = clock.now();
    page().record([person('a', start), person('b', start), person('c', start)]);
    clock.pass(600_000);
    const next = page();
    next.record([]);
    next.record([person('b', since(next, 'b')!)]);
    clock.pass(60_000);
    next.record([person('b', since(next, 'b')!), person('a', since(next, 'a')!)]);
    clock.pass(1000);
    expect(since(page(), 'c')).to.equal(start);
    clock.pass(MEMORY_MS);
    next.record([person('a', start)]);
    clock.pass(1000);
    expect(Object.keys(JSON.parse(storage.text!) as object)).to.have.members(['a', 'b']);
  });

  it('counts from when a person left the list', () => {
    const start = clock.now();
    const memory = page();
    memory.record([person('a', start)]);
    clock.pass(MEMORY_MS * 5);
    memory.record([]);
    clock.pass(1000);
    expect(since(page(), 'a')).to.equal(start);
    clock.pass(MEMORY_MS);
    memory.record([person('b', clock.now())]);
    clock.pass(1000);
    expect(since(page(), 'a')).to.equal(undefined);
  });

  it('forgets a person whose knock has an outcome, and everybody at the end', () => {
    const memory = page();
    memory.record([person('a', clock.now()), person('b', clock.now())]);
    memory.forget('a');
    memory.record([person('b', clock.now())]);
    clock.pass(1000);
    expect(JSON.parse(storage.text!)).to.have.keys('b');
    memory.end();
    expect(storage.text).to.equal(undefined);
    memory.record([person('b', clock.now())]);
    clock.pass(2000);
    expect(storage.text).to.equal(undefined);
  });

  it('leaves the storage to the next memory of the room', () => {
    const memory = page();
    memory.record([person('a', clock.now())]);
    memory.record([]);
    memory.release();
    page().record([person('a', clock.now()), person('b', clock.now())]);
    clock.pass(1000);
    memory.record([]);
    memory.forget('a');
    memory.end();
    clock.pass(1000);
    expect(JSON.parse(storage.text!)).to.have.keys('a', 'b');
  });

  it('is written at once, then at most once per second, and when the call ends', () => {
    const memory = page();
    memory.record([person('a', clock.now())]);
    memory.record([person('a', clock.now()), person('b', clock.now())]);
    expect(JSON.parse(storage.text!)).to.have.keys('a');
    memory.close();
    expect(JSON.parse(storage.text!)).to.have.keys('a', 'b');
    expect(clock.pending).to.equal(0);
  });

  for (const text of ['', 'no JSON', 'null', '7', '[1]', '{"a":"yesterday","b":null,"c":{}}', '{"a":1e999}']) {
    it(`ignores what is none: ${text || 'an empty text'}`, () => {
      storage.text = text;
      const memory = page();
      for (const id of ['a', 'b', 'c', '__proto__', 'toString']) expect(memory.since(id)).to.equal(undefined);
    });
  }

  it('ignores a time in the future', () => {
    storage.text = JSON.stringify({ a: clock.now() + 1, b: clock.now() });
    const memory = page();
    expect(since(memory, 'a')).to.equal(undefined);
    expect(since(memory, 'b')).to.equal(clock.now());
  });
});
