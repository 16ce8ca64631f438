import type { DailyParticipant } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { type CallSnapshot, NO_CALL, type WaitingEntry } from '../../src/core/call-state.js';
import { DECISION_TIMEOUT_SECONDS } from '../../src/core/limits.js';
import {
  ADMISSION_GRACE_MS,
  type DecisionResult,
  DEPARTURE_GRACE_MS,
  REFUSAL_GRACE_MS,
  RELIST_GRACE_MS,
  REPEATED_RETURN_GRACE_MS,
  RETURN_GRACE_MS,
  SILENCE_MS,
  UNHEARD_GRACE_MS,
} from '../../src/core/outcomes.js';
import { reconcileWaiting } from '../../src/core/waiting-list.js';
import { WaitingRoom } from '../../src/core/waiting-room.js';
import { FakeClock, settle } from './fake-clock.js';

/** A waiting room with a scripted Daily. */
class WaitingRoomFixture {
  readonly clock = new FakeClock();
  readonly reported: string[] = [];
  /** How many seconds each outcome says that the guest waited. */
  readonly waited: number[] = [];
  readonly sent: string[] = [];
  readonly vetoed = new Set<string>();
  readonly answers = new Map<string, { resolve(): void; reject(reason: unknown): void }>();
  onReport = (_name: string): void => {};
  readonly room: WaitingRoom;
  #isLost = false;
  #names = new Map<string, string>();
  #participants: Record<string, DailyParticipant> = {};
  #waiting: readonly WaitingEntry[] = [];

  constructor() {
    this.room = new WaitingRoom({
      clock: this.clock,
      isSignalingLost: () => this.#isLost,
      answer: (id, admit) => {
        this.sent.push(`${admit ? 'admit' : 'reject'} ${id}`);
        return new Promise<void>((resolve, reject) => this.answers.set(id, { resolve, reject }));
      },
      report: (name, detail) => {
        const { id, by, error, waited } = detail as {
          id?: string;
          by?: string;
          error?: { code: string };
          waited?: number;
        };
        if (waited !== undefined) this.waited.push(waited);
        this.reported.push([name.replace('daily-', ''), id ?? error?.code, by].filter(Boolean).join(' '));
        this.onReport(name);
        return !this.vetoed.has(id ?? '');
      },
      changed: () => this.#draw(),
    });
  }

  get rows(): string[] {
    return this.#waiting.map(({ id, status }) => `${id} ${status}`);
  }

  since(id: string): number | undefined {
    return this.#waiting.find((entry) => entry.id === id)?.since.getTime();
  }

  isListed(id: string, name = id.toUpperCase()): void {
    this.#names.set(id, name);
    this.#update();
  }

  areListed(...ids: string[]): void {
    for (const id of ids) this.#names.set(id, id.toUpperCase());
    this.#update();
  }

  isUnlisted(...ids: string[]): void {
    this.changes({ unlisted: ids });
  }

  joins(id: string): void {
    this.changes({ joined: [id] });
  }

  /** Some leave the list and some are in the call, at once. */
  changes({ unlisted = [], joined = [] }: { unlisted?: string[]; joined?: string[] }): void {
    this.#names = new Map([...this.#names].filter(([id]) => !unlisted.includes(id)));
    this.#participants = { ...this.#participants };
    for (const id of joined) this.#participants[id] = { session_id: id } as DailyParticipant;
    this.#update();
  }

  connectionIs(state: 'lost' | 'back'): void {
    this.#isLost = state === 'lost';
    this.#update();
  }

  async answered(id: string): Promise<void> {
    this.answers.get(id)?.resolve();
    await settle();
  }

  async refused(id: string): Promise<void> {
    this.answers.get(id)?.reject(new Error('unknown id'));
    await settle();
  }

  #draw(): void {
    const names = this.room.listing(this.#names);
    const { statuses } = this.room;
    this.#waiting = reconcileWaiting(this.#waiting, names, statuses, this.clock.now(), (id) => this.room.since(id));
  }

  #update(): void {
    this.#draw();
    const snapshot: CallSnapshot = { ...NO_CALL, participants: this.#participants, waiting: this.#waiting };
    this.room.update(snapshot, this.#names);
    this.#draw();
  }
}

const outcome = async (promise: Promise<DecisionResult>): Promise<string> => (await promise).outcome;

describe('the waiting room', () => {
  let fixture: WaitingRoomFixture;
  beforeEach(() => {
    fixture = new WaitingRoomFixture();
    fixture.isListed('a');
    fixture.reported.length = 0;
  });

  it('reports each knock once', () => {
    fixture.isListed('b');
    fixture.isListed('b');
    expect(fixture.reported).to.deep.equal(['knock b']);
  });

  describe('how long a guest waited', () => {
    it('is until they are in the call', async () => {
      fixture.clock.pass(90_900);
      void fixture.room.decide('a', 'admit');
      await fixture.answered('a');
      fixture.isUnlisted('a');
      fixture.joins('a');
      expect(fixture.waited).to.deep.equal([90]);
    });

    it('is until they left the list, for whoever was turned away or left', async () => {
      fixture.isListed('b');
      fixture.clock.pass(30_000);
      void fixture.room.decide('b', 'reject');
      await fixture.answered('b');
      fixture.isUnlisted('a', 'b');
      fixture.clock.pass(RETURN_GRACE_MS);
      expect(fixture.reported.slice(-2).sort()).to.deep.equal(['rejected b', 'withdrawn a']);
      expect(fixture.waited).to.deep.equal([30, 30]);
    });
  });

  describe('outcomes:', () => {
    for (const order of ['the answer first', 'the list first', 'the call first', 'no answer'] as const) {
      it(`admitted is in the call (${order})`, async () => {
        const result = fixture.room.decide('a', 'admit');
        expect(fixture.rows).to.deep.equal(['a deciding']);
        if (order === 'the answer first') await fixture.answered('a');
        expect(fixture.reported).to.deep.equal(['before-admit a']);
        if (order === 'the call first') fixture.joins('a');
        fixture.isUnlisted('a');
        if (order !== 'the call first') fixture.joins('a');
        if (order === 'the list first') await fixture.answered('a');
        expect(await result).to.deep.equal({ id: 'a', name: 'A', outcome: 'admitted' });
        fixture.clock.pass(RETURN_GRACE_MS);
        expect(fixture.reported).to.deep.equal(['before-admit a', 'admitted a self']);
        expect(fixture.rows).to.deep.equal([]);
        expect(fixture.clock.pending).to.equal(0);
      });
    }

    it('a resolved Allow is no outcome while the guest is still listed', async () => {
      const result = fixture.room.decide('a', 'admit');
      await fixture.answered('a');
      fixture.clock.pass(DECISION_TIMEOUT_SECONDS * 1000 - 1);
      expect(fixture.rows).to.deep.equal(['a deciding']);
      fixture.clock.pass(1);
      const { outcome: first, error } = await result;
      expect(first).to.equal('failed');
      expect(error?.code).to.equal('decision-failed');
      expect(fixture.rows).to.deep.equal(['a failed']);
      const again = fixture.room.decide('a', 'admit');
      fixture.isUnlisted('a');
      fixture.joins('a');
      expect(await outcome(again)).to.equal('admitted');
      expect(fixture.sent).to.deep.equal(['admit a', 'admit a']);
    });

    it('an Allow for a guest whose tab was closed: gone, and withdrawn', async () => {
      const result = fixture.room.decide('a', 'admit');
      await fixture.answered('a');
      fixture.clock.pass(13_000);
      fixture.isUnlisted('a');
      fixture.clock.pass(UNHEARD_GRACE_MS - 1);
      expect(fixture.reported).to.deep.equal(['before-admit a']);
      fixture.clock.pass(1);
      expect(await outcome(result)).to.equal('gone');
      expect(fixture.reported).to.deep.equal(['before-admit a', 'withdrawn a']);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('rejected is neither listed nor in the call', async () => {
      const result = fixture.room.decide('a', 'reject');
      await fixture.answered('a');
      fixture.isUnlisted('a');
      expect(fixture.rows, 'the row goes').to.deep.equal([]);
      fixture.clock.pass(DEPARTURE_GRACE_MS - 1);
      expect(fixture.reported).to.deep.equal(['before-reject a']);
      fixture.clock.pass(1);
      expect(await outcome(result)).to.equal('rejected');
      expect(fixture.reported).to.deep.equal(['before-reject a', 'rejected a']);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('a Deny for a guest who joins the call late: gone, another owner admitted them', async () => {
      const result = fixture.room.decide('a', 'reject');
      await fixture.answered('a');
      fixture.isUnlisted('a');
      fixture.clock.pass(DEPARTURE_GRACE_MS - 1);
      fixture.joins('a');
      expect(await outcome(result)).to.equal('gone');
      expect(fixture.reported).to.deep.equal(['before-reject a', 'admitted a other']);
    });

    for (const answer of ['refused', 'answered', undefined] as const) {
      for (const order of [['isUnlisted', 'joins'] as const, ['joins', 'isUnlisted'] as const]) {
        it(`a Deny that comes after another owner's Allow (${order.join(', ')}; ${answer ?? 'no answer'}): gone`, async () => {
          const result = fixture.room.decide('a', 'reject');
          for (const step of order) fixture[step]('a');
          if (answer) await fixture[answer]('a');
          fixture.clock.pass(DEPARTURE_GRACE_MS);
          expect(await outcome(result)).to.equal('gone');
          expect(fixture.reported).to.deep.equal(['before-reject a', 'admitted a other']);
          expect(fixture.clock.pending).to.equal(0);
        });
      }
    }

    it("an Allow that comes after another owner's Deny: gone, and withdrawn", async () => {
      const result = fixture.room.decide('a', 'admit');
      await fixture.answered('a');
      fixture.isUnlisted('a');
      fixture.clock.pass(ADMISSION_GRACE_MS);
      expect(await outcome(result)).to.equal('gone');
      expect(fixture.reported).to.deep.equal(['before-admit a', 'withdrawn a']);
    });

    it('an Allow for a guest who takes many seconds to come in: admitted', async () => {
      const result = fixture.room.decide('a', 'admit');
      await fixture.answered('a');
      fixture.isUnlisted('a');
      expect(fixture.rows, 'the row goes').to.deep.equal([]);
      fixture.clock.pass(ADMISSION_GRACE_MS - 1);
      expect(fixture.reported).to.deep.equal(['before-admit a']);
      fixture.joins('a');
      expect(await outcome(result)).to.equal('admitted');
      expect(fixture.reported).to.deep.equal(['before-admit a', 'admitted a self']);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('a refused Allow did not admit the guest', async () => {
      const result = fixture.room.decide('a', 'admit');
      await fixture.refused('a');
      fixture.isUnlisted('a');
      fixture.joins('a');
      expect(await outcome(result)).to.equal('gone');
      expect(fixture.reported).to.deep.equal(['before-admit a', 'admitted a other']);
    });
  });

  describe('a guest who enters after being reported as gone', () => {
    it('is reported as admitted, once; the decision keeps its result', async () => {
      const result = fixture.room.decide('a', 'admit');
      await fixture.answered('a');
      fixture.isUnlisted('a');
      fixture.clock.pass(ADMISSION_GRACE_MS);
      expect(await outcome(result)).to.equal('gone');
      fixture.clock.pass(REPEATED_RETURN_GRACE_MS);
      fixture.joins('a');
      fixture.joins('b');
      expect(fixture.reported).to.deep.equal(['before-admit a', 'withdrawn a', 'admitted a self']);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('without an answer, was admitted by another owner', () => {
      fixture.isUnlisted('a');
      fixture.clock.pass(RETURN_GRACE_MS);
      fixture.joins('a');
      expect(fixture.reported).to.deep.equal(['withdrawn a', 'admitted a other']);
    });

    it('after a Deny, was admitted by another owner', async () => {
      const result = fixture.room.decide('a', 'reject');
      await fixture.answered('a');
      fixture.isUnlisted('a');
      fixture.clock.pass(DEPARTURE_GRACE_MS);
      fixture.joins('a');
      expect(await outcome(result)).to.equal('rejected');
      expect(fixture.reported).to.deep.equal(['before-reject a', 'rejected a', 'admitted a other']);
    });

    it('after one more knock, was admitted by the Allow that arrived late', async () => {
      void fixture.room.decide('a', 'admit');
      await fixture.answered('a');
      fixture.clock.pass(13_000);
      fixture.isUnlisted('a');
      fixture.clock.pass(UNHEARD_GRACE_MS);
      fixture.isListed('a');
      fixture.isUnlisted('a');
      fixture.joins('a');
      expect(fixture.reported).to.deep.equal(['before-admit a', 'withdrawn a', 'knock a', 'admitted a self']);
    });

    it('is not reported after the end of the call', () => {
      fixture.isUnlisted('a');
      fixture.clock.pass(RETURN_GRACE_MS);
      fixture.room.close();
      fixture.joins('a');
      expect(fixture.reported).to.deep.equal(['withdrawn a']);
    });
  });

  it("does not send a decision twice: the second caller gets the first one's promise", () => {
    const first = fixture.room.decide('a', 'admit');
    const second = fixture.room.decide('a', 'reject');
    expect(second).to.equal(first);
    expect(fixture.sent).to.deep.equal(['admit a']);
  });

  it('a listener that decides again gets the same promise', () => {
    let inner: Promise<DecisionResult> | undefined;
    fixture.onReport = (name) => {
      if (name === 'daily-before-admit') inner = fixture.room.decide('a', 'admit');
    };
    const outer = fixture.room.decide('a', 'admit');
    expect(inner).to.equal(outer);
    expect(fixture.sent).to.deep.equal(['admit a']);
  });

  it('does not send a vetoed decision, and allows another one later', async () => {
    fixture.vetoed.add('a');
    expect(await outcome(fixture.room.decide('a', 'admit'))).to.equal('vetoed');
    expect(fixture.sent).to.deep.equal([]);
    expect(fixture.rows).to.deep.equal(['a waiting']);
    fixture.vetoed.clear();
    void fixture.room.decide('a', 'admit');
    expect(fixture.sent).to.deep.equal(['admit a']);
  });

  it('resolves with "gone" for a person who does not wait', async () => {
    expect(await outcome(fixture.room.decide('nobody', 'admit'))).to.equal('gone');
    fixture.isUnlisted('a');
    expect(await fixture.room.decide('a', 'admit')).to.deep.equal({ id: 'a', name: 'A', outcome: 'gone' });
    expect(fixture.sent).to.deep.equal([]);
  });

  for (const order of ['removal first', 'refusal first'] as const) {
    it(`resolves with "gone" for a guest who leaves at the moment of the decision (${order})`, async () => {
      const result = fixture.room.decide('a', 'admit');
      if (order === 'removal first') fixture.isUnlisted('a');
      await fixture.refused('a');
      if (order === 'refusal first') fixture.isUnlisted('a');
      fixture.clock.pass(ADMISSION_GRACE_MS);
      expect(await outcome(result)).to.equal('gone');
      expect(fixture.reported).to.deep.equal(['before-admit a', 'withdrawn a']);
      fixture.clock.pass(REFUSAL_GRACE_MS);
      expect(fixture.clock.pending).to.equal(0);
    });
  }

  it('fails a decision that Daily refused, which can be made again', async () => {
    const result = fixture.room.decide('a', 'admit');
    await fixture.refused('a');
    fixture.clock.pass(REFUSAL_GRACE_MS);
    expect(await outcome(result)).to.equal('failed');
    expect(fixture.rows).to.deep.equal(['a failed']);
    void fixture.room.decide('a', 'admit');
    expect(fixture.rows).to.deep.equal(['a deciding']);
    expect(fixture.reported).to.deep.equal(['before-admit a', 'error decision-failed', 'before-admit a']);
  });

  for (const order of ['enters first', 'goes first'] as const) {
    it(`reports a guest whom another owner admitted (${order})`, () => {
      if (order === 'enters first') fixture.joins('a');
      fixture.isUnlisted('a');
      if (order === 'goes first') fixture.joins('a');
      fixture.clock.pass(RETURN_GRACE_MS);
      expect(fixture.reported).to.deep.equal(['admitted a other']);
    });
  }

  describe('a guest who is no longer listed', () => {
    it('has withdrawn, if the last knock was recent', () => {
      fixture.clock.pass(SILENCE_MS - 1);
      fixture.isUnlisted('a');
      expect(fixture.rows).to.deep.equal([]);
      fixture.clock.pass(DEPARTURE_GRACE_MS - 1);
      expect(fixture.reported).to.deep.equal([]);
      fixture.clock.pass(1);
      expect(fixture.reported).to.deep.equal(['withdrawn a']);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('may have been dropped for silence, and is the same knock when listed again under the same id', () => {
      const since = fixture.since('a');
      fixture.clock.pass(1);
      fixture.isListed('b');
      fixture.clock.pass(SILENCE_MS);
      fixture.isUnlisted('a');
      fixture.clock.pass(RETURN_GRACE_MS - 1);
      fixture.isListed('a');
      expect(fixture.rows, 'in their place').to.deep.equal(['a waiting', 'b waiting']);
      expect(fixture.since('a')).to.equal(since);
      fixture.clock.pass(RETURN_GRACE_MS);
      expect(fixture.reported).to.deep.equal(['knock b']);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('has a longer grace period after returning before', () => {
      fixture.clock.pass(SILENCE_MS);
      fixture.isUnlisted('a');
      fixture.isListed('a');
      fixture.clock.pass(SILENCE_MS);
      fixture.isUnlisted('a');
      fixture.clock.pass(REPEATED_RETURN_GRACE_MS - 1);
      expect(fixture.reported).to.deep.equal([]);
      fixture.clock.pass(1);
      expect(fixture.reported).to.deep.equal(['withdrawn a']);
    });

    it('is admitted on return by a decision made before', async () => {
      fixture.clock.pass(SILENCE_MS);
      const result = fixture.room.decide('a', 'admit');
      fixture.isUnlisted('a');
      fixture.clock.pass(ADMISSION_GRACE_MS - 1);
      fixture.isListed('a');
      expect(fixture.rows).to.deep.equal(['a deciding']);
      fixture.isUnlisted('a');
      fixture.joins('a');
      expect(await outcome(result)).to.equal('admitted');
      expect(fixture.sent).to.deep.equal(['admit a']);
    });

    it('keeps their place when knocking under another name', () => {
      const since = fixture.since('a');
      fixture.isListed('b');
      fixture.clock.pass(5000);
      fixture.isListed('a', 'Anna');
      expect(fixture.rows).to.deep.equal(['a waiting', 'b waiting']);
      expect(fixture.since('a')).to.equal(since);
      expect(fixture.reported).to.deep.equal(['knock b']);
    });
  });

  describe('while the connection is lost', () => {
    it('the list stays as it was, and a guest listed again afterwards is the same knock', () => {
      fixture.isListed('b');
      fixture.reported.length = 0;
      const since = fixture.since('a');
      fixture.connectionIs('lost');
      fixture.clock.pass(13_000);
      fixture.isUnlisted('a', 'b');
      fixture.clock.pass(REPEATED_RETURN_GRACE_MS);
      expect(fixture.rows).to.deep.equal(['a waiting', 'b waiting']);
      fixture.connectionIs('back');
      fixture.clock.pass(3000);
      expect(fixture.rows).to.deep.equal(['a waiting', 'b waiting']);
      fixture.isListed('b');
      fixture.isListed('a');
      fixture.clock.pass(RELIST_GRACE_MS);
      expect(fixture.rows).to.deep.equal(['a waiting', 'b waiting']);
      expect(fixture.since('a')).to.equal(since);
      expect(fixture.reported).to.deep.equal([]);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('nobody is reported as gone; some time after reconnecting, unlisted guests are', () => {
      fixture.isListed('b');
      fixture.connectionIs('lost');
      fixture.isUnlisted('a', 'b');
      fixture.connectionIs('back');
      fixture.isListed('b');
      fixture.clock.pass(RELIST_GRACE_MS - 1);
      expect(fixture.rows).to.deep.equal(['a waiting', 'b waiting']);
      fixture.clock.pass(1);
      expect(fixture.rows).to.deep.equal(['b waiting']);
      expect(fixture.reported).to.deep.equal(['knock b', 'withdrawn a']);
    });

    it('a guest admitted soon after reconnecting is not reported as gone', async () => {
      fixture.connectionIs('lost');
      fixture.isUnlisted('a');
      fixture.connectionIs('back');
      fixture.isListed('a');
      const result = fixture.room.decide('a', 'admit');
      fixture.clock.pass(RELIST_GRACE_MS - 1);
      fixture.isUnlisted('a');
      fixture.clock.pass(1);
      fixture.joins('a');
      expect(await outcome(result)).to.equal('admitted');
      expect(fixture.reported).to.deep.equal(['before-admit a', 'admitted a self']);
    });

    it('another owner may admit a guest', () => {
      fixture.connectionIs('lost');
      fixture.isUnlisted('a');
      fixture.connectionIs('back');
      fixture.joins('a');
      expect(fixture.rows).to.deep.equal([]);
      expect(fixture.reported).to.deep.equal(['admitted a other']);
      fixture.clock.pass(RELIST_GRACE_MS);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('a recent departure stays unexplained until reconnecting', () => {
      fixture.isUnlisted('a');
      fixture.connectionIs('lost');
      fixture.clock.pass(RETURN_GRACE_MS);
      expect(fixture.reported).to.deep.equal([]);
      fixture.connectionIs('back');
      fixture.joins('a');
      expect(fixture.reported).to.deep.equal(['admitted a other']);
    });

    it('a decision is sent when the guest is listed again', async () => {
      fixture.connectionIs('lost');
      fixture.isUnlisted('a');
      const result = fixture.room.decide('a', 'admit');
      expect(fixture.sent).to.deep.equal([]);
      expect(fixture.rows).to.deep.equal(['a deciding']);
      fixture.connectionIs('back');
      expect(fixture.sent).to.deep.equal([]);
      fixture.isListed('a');
      expect(fixture.sent).to.deep.equal(['admit a']);
      fixture.isUnlisted('a');
      fixture.joins('a');
      expect(await outcome(result)).to.equal('admitted');
    });

    it('a decision fails at the timeout', async () => {
      fixture.connectionIs('lost');
      const result = fixture.room.decide('a', 'admit');
      fixture.clock.pass(DECISION_TIMEOUT_SECONDS * 1000);
      expect(await outcome(result)).to.equal('failed');
      expect(fixture.rows).to.deep.equal(['a failed']);
    });

    it('a Deny that was not sent does not explain a departure', async () => {
      const result = fixture.room.decide('a', 'reject');
      fixture.isUnlisted('a');
      fixture.connectionIs('lost');
      fixture.clock.pass(2 * DEPARTURE_GRACE_MS);
      fixture.connectionIs('back');
      fixture.joins('a');
      expect(await outcome(result)).to.equal('gone');
      expect(fixture.reported).to.deep.equal(['before-reject a', 'admitted a other']);
    });
  });

  describe('a listener that ends the call is told nothing more:', () => {
    /** Ends the call at the first report of this name. */
    const endsAt = (name: string): void => {
      fixture.onReport = (reported) => {
        if (reported === name) fixture.room.close();
      };
    };

    it('of two people who knock at once, the second is not reported', () => {
      endsAt('daily-knock');
      fixture.areListed('b', 'c');
      expect(fixture.reported).to.deep.equal(['knock b']);
    });

    it('no departure of another person is awaited', () => {
      fixture.isListed('b');
      fixture.reported.length = 0;
      endsAt('daily-admitted');
      fixture.changes({ unlisted: ['a', 'b'], joined: ['a'] });
      expect(fixture.reported).to.deep.equal(['admitted a other']);
      expect(fixture.clock.pending).to.equal(0);
    });

    it('of two people who do not knock again after a lost connection, the second is not reported', () => {
      fixture.isListed('b');
      fixture.connectionIs('lost');
      fixture.isUnlisted('a', 'b');
      fixture.connectionIs('back');
      fixture.reported.length = 0;
      endsAt('daily-withdrawn');
      fixture.clock.pass(RELIST_GRACE_MS);
      expect(fixture.reported).to.deep.equal(['withdrawn a']);
      expect(fixture.clock.pending).to.equal(0);
    });
  });

  it('leaves nothing pending when the call ends', async () => {
    const result = fixture.room.decide('a', 'admit');
    fixture.isListed('b');
    fixture.isUnlisted('b');
    fixture.connectionIs('lost');
    fixture.connectionIs('back');
    fixture.room.close();
    const { outcome: end, error } = await result;
    expect(end).to.equal('failed');
    expect(error?.code).to.equal('aborted');
    expect(fixture.clock.pending).to.equal(0);
    expect(fixture.reported).to.deep.equal(['before-admit a', 'knock b']);
  });
});
