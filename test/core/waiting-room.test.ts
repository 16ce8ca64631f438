import { DECISION_TIMEOUT } from '../../src/core/requests.js';
import type { DailyParticipant } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { NO_CALL, type CallSnapshot, type WaitingEntry } from '../../src/core/call-state.js';
import { reconcileWaiting } from '../../src/core/waiting-list.js';
import {
  ADMISSION_GRACE_MS,
  DEPARTURE_GRACE_MS,
  REFUSAL_GRACE_MS,
  RELIST_GRACE_MS,
  REPEATED_RETURN_GRACE_MS,
  RETURN_GRACE_MS,
  SILENCE_MS,
  type DecisionResult,
} from '../../src/core/outcomes.js';
import { WaitingRoom } from '../../src/core/waiting-room.js';
import { FakeClock, settle } from './fake-clock.js';

/** A waiting room behind which Daily does what a test says. */
class Scene {
  readonly clock = new FakeClock();
  readonly reported: string[] = [];
  readonly sent: string[] = [];
  readonly vetoed = new Set<string>();
  readonly answers = new Map<string, { resolve(): void; reject(reason: unknown): void }>();
  onReport = (_name: string): void => {};
  readonly room: WaitingRoom;
  #cutOff = false;
  #names = new Map<string, string>();
  #participants: Record<string, DailyParticipant> = {};
  #waiting: readonly WaitingEntry[] = [];

  constructor() {
    this.room = new WaitingRoom({
      clock: this.clock,
      isCutOff: () => this.#cutOff,
      answer: (id, admit) => {
        this.sent.push(`${admit ? 'admit' : 'reject'} ${id}`);
        return new Promise<void>((resolve, reject) => this.answers.set(id, { resolve, reject }));
      },
      report: (name, detail) => {
        const { id, by, error } = detail as { id?: string; by?: string; error?: { code: string } };
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

  isUnlisted(...ids: string[]): void {
    for (const id of ids) this.#names.delete(id);
    this.#update();
  }

  joins(id: string): void {
    this.#participants = { ...this.#participants, [id]: { session_id: id } as DailyParticipant };
    this.#update();
  }

  connectionIs(state: 'lost' | 'back'): void {
    this.#cutOff = state === 'lost';
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
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
    scene.isListed('a');
    scene.reported.length = 0;
  });

  it('reports each arrival once', () => {
    scene.isListed('b');
    scene.isListed('b');
    expect(scene.reported).to.deep.equal(['knock b']);
  });

  describe('an outcome is what is seen:', () => {
    for (const order of ['the answer first', 'the list first', 'the call first', 'no answer'] as const) {
      it(`admitted is in the call (${order})`, async () => {
        const result = scene.room.decide('a', 'admit');
        expect(scene.rows).to.deep.equal(['a deciding']);
        if (order === 'the answer first') await scene.answered('a');
        expect(scene.reported).to.deep.equal(['before-admit a']);
        if (order === 'the call first') scene.joins('a');
        scene.isUnlisted('a');
        if (order !== 'the call first') scene.joins('a');
        if (order === 'the list first') await scene.answered('a');
        expect(await result).to.deep.equal({ id: 'a', name: 'A', outcome: 'admitted' });
        scene.clock.pass(RETURN_GRACE_MS);
        expect(scene.reported).to.deep.equal(['before-admit a', 'admitted a self']);
        expect(scene.rows).to.deep.equal([]);
        expect(scene.clock.pending).to.equal(0);
      });
    }

    it('an Allow that was answered is nothing while they are still listed', async () => {
      const result = scene.room.decide('a', 'admit');
      await scene.answered('a');
      scene.clock.pass(DECISION_TIMEOUT * 1000 - 1);
      expect(scene.rows).to.deep.equal(['a deciding']);
      scene.clock.pass(1);
      const { outcome: first, error } = await result;
      expect(first).to.equal('failed');
      expect(error?.code).to.equal('decision-failed');
      expect(scene.rows).to.deep.equal(['a failed']);
      const again = scene.room.decide('a', 'admit');
      scene.isUnlisted('a');
      scene.joins('a');
      expect(await outcome(again)).to.equal('admitted');
      expect(scene.sent).to.deep.equal(['admit a', 'admit a']);
    });

    it('an Allow for somebody whose tab was closed: gone, and withdrawn', async () => {
      const result = scene.room.decide('a', 'admit');
      await scene.answered('a');
      scene.clock.pass(13_000);
      scene.isUnlisted('a');
      scene.clock.pass(ADMISSION_GRACE_MS - 1);
      expect(scene.reported).to.deep.equal(['before-admit a']);
      scene.clock.pass(1);
      expect(await outcome(result)).to.equal('gone');
      expect(scene.reported).to.deep.equal(['before-admit a', 'withdrawn a']);
      expect(scene.clock.pending).to.equal(0);
    });

    it('rejected is neither listed nor in the call', async () => {
      const result = scene.room.decide('a', 'reject');
      await scene.answered('a');
      scene.isUnlisted('a');
      expect(scene.rows, 'the row goes').to.deep.equal([]);
      scene.clock.pass(DEPARTURE_GRACE_MS - 1);
      expect(scene.reported).to.deep.equal(['before-reject a']);
      scene.clock.pass(1);
      expect(await outcome(result)).to.equal('rejected');
      expect(scene.reported).to.deep.equal(['before-reject a', 'rejected a']);
      expect(scene.clock.pending).to.equal(0);
    });

    it('gone, after a Deny, once they appear in the call late: another owner has let them in', async () => {
      const result = scene.room.decide('a', 'reject');
      await scene.answered('a');
      scene.isUnlisted('a');
      scene.clock.pass(DEPARTURE_GRACE_MS - 1);
      scene.joins('a');
      expect(await outcome(result)).to.equal('gone');
      expect(scene.reported).to.deep.equal(['before-reject a', 'admitted a other']);
    });

    for (const answer of ['refused', 'answered', undefined] as const) {
      for (const order of [['isUnlisted', 'joins'] as const, ['joins', 'isUnlisted'] as const]) {
        it(`a Deny that comes after another owner's Allow (${order.join(', ')}; ${answer ?? 'no answer'}): gone`, async () => {
          const result = scene.room.decide('a', 'reject');
          for (const step of order) scene[step]('a');
          if (answer) await scene[answer]('a');
          scene.clock.pass(DEPARTURE_GRACE_MS);
          expect(await outcome(result)).to.equal('gone');
          expect(scene.reported).to.deep.equal(['before-reject a', 'admitted a other']);
          expect(scene.clock.pending).to.equal(0);
        });
      }
    }

    it("an Allow that comes after another owner's Deny: gone, and withdrawn", async () => {
      const result = scene.room.decide('a', 'admit');
      await scene.answered('a');
      scene.isUnlisted('a');
      scene.clock.pass(ADMISSION_GRACE_MS);
      expect(await outcome(result)).to.equal('gone');
      expect(scene.reported).to.deep.equal(['before-admit a', 'withdrawn a']);
    });

    it('an Allow that Daily refused is not what let them in', async () => {
      const result = scene.room.decide('a', 'admit');
      await scene.refused('a');
      scene.isUnlisted('a');
      scene.joins('a');
      expect(await outcome(result)).to.equal('gone');
      expect(scene.reported).to.deep.equal(['before-admit a', 'admitted a other']);
    });
  });

  it('does not send a decision twice: the second caller gets the first one', () => {
    const first = scene.room.decide('a', 'admit');
    const second = scene.room.decide('a', 'reject');
    expect(second).to.equal(first);
    expect(scene.sent).to.deep.equal(['admit a']);
  });

  it('a listener who decides again gets the first one as well', () => {
    let inner: Promise<DecisionResult> | undefined;
    scene.onReport = (name) => {
      if (name === 'daily-before-admit') inner = scene.room.decide('a', 'admit');
    };
    const outer = scene.room.decide('a', 'admit');
    expect(inner).to.equal(outer);
    expect(scene.sent).to.deep.equal(['admit a']);
  });

  it('sends nothing that was vetoed, and the person can be decided about later', async () => {
    scene.vetoed.add('a');
    expect(await outcome(scene.room.decide('a', 'admit'))).to.equal('vetoed');
    expect(scene.sent).to.deep.equal([]);
    expect(scene.rows).to.deep.equal(['a waiting']);
    scene.vetoed.clear();
    void scene.room.decide('a', 'admit');
    expect(scene.sent).to.deep.equal(['admit a']);
  });

  it('says "gone" of whoever does not wait', async () => {
    expect(await outcome(scene.room.decide('nobody', 'admit'))).to.equal('gone');
    scene.isUnlisted('a');
    expect(await scene.room.decide('a', 'admit')).to.deep.equal({ id: 'a', name: 'A', outcome: 'gone' });
    expect(scene.sent).to.deep.equal([]);
  });

  for (const order of ['removal first', 'refusal first'] as const) {
    it(`says "gone" of whoever goes in the moment of the decision (${order})`, async () => {
      const result = scene.room.decide('a', 'admit');
      if (order === 'removal first') scene.isUnlisted('a');
      await scene.refused('a');
      if (order === 'refusal first') scene.isUnlisted('a');
      scene.clock.pass(ADMISSION_GRACE_MS);
      expect(await outcome(result)).to.equal('gone');
      expect(scene.reported).to.deep.equal(['before-admit a', 'withdrawn a']);
      scene.clock.pass(REFUSAL_GRACE_MS);
      expect(scene.clock.pending).to.equal(0);
    });
  }

  it('says that a decision failed which Daily refused, and it can be made again', async () => {
    const result = scene.room.decide('a', 'admit');
    await scene.refused('a');
    scene.clock.pass(REFUSAL_GRACE_MS);
    expect(await outcome(result)).to.equal('failed');
    expect(scene.rows).to.deep.equal(['a failed']);
    void scene.room.decide('a', 'admit');
    expect(scene.rows).to.deep.equal(['a deciding']);
    expect(scene.reported).to.deep.equal(['before-admit a', 'error decision-failed', 'before-admit a']);
  });

  for (const order of ['enters first', 'goes first'] as const) {
    it(`knows that another owner let somebody in (${order})`, () => {
      if (order === 'enters first') scene.joins('a');
      scene.isUnlisted('a');
      if (order === 'goes first') scene.joins('a');
      scene.clock.pass(RETURN_GRACE_MS);
      expect(scene.reported).to.deep.equal(['admitted a other']);
    });
  }

  describe('somebody who is no longer listed', () => {
    it('has withdrawn, if their last knock is not long ago', () => {
      scene.clock.pass(SILENCE_MS - 1);
      scene.isUnlisted('a');
      expect(scene.rows).to.deep.equal([]);
      scene.clock.pass(DEPARTURE_GRACE_MS - 1);
      expect(scene.reported).to.deep.equal([]);
      scene.clock.pass(1);
      expect(scene.reported).to.deep.equal(['withdrawn a']);
      expect(scene.clock.pending).to.equal(0);
    });

    it('may only not have been heard for a while: back under the same id they are the same knock', () => {
      const since = scene.since('a');
      scene.clock.pass(1);
      scene.isListed('b');
      scene.clock.pass(SILENCE_MS);
      scene.isUnlisted('a');
      scene.clock.pass(RETURN_GRACE_MS - 1);
      scene.isListed('a');
      expect(scene.rows, 'in their place').to.deep.equal(['a waiting', 'b waiting']);
      expect(scene.since('a')).to.equal(since);
      scene.clock.pass(RETURN_GRACE_MS);
      expect(scene.reported).to.deep.equal(['knock b']);
      expect(scene.clock.pending).to.equal(0);
    });

    it('is waited for longer when they have come back before', () => {
      scene.clock.pass(SILENCE_MS);
      scene.isUnlisted('a');
      scene.isListed('a');
      scene.clock.pass(SILENCE_MS);
      scene.isUnlisted('a');
      scene.clock.pass(REPEATED_RETURN_GRACE_MS - 1);
      expect(scene.reported).to.deep.equal([]);
      scene.clock.pass(1);
      expect(scene.reported).to.deep.equal(['withdrawn a']);
    });

    it('is let in by a decision that was made before they were lost for a while', async () => {
      scene.clock.pass(SILENCE_MS);
      const result = scene.room.decide('a', 'admit');
      scene.isUnlisted('a');
      scene.clock.pass(ADMISSION_GRACE_MS - 1);
      scene.isListed('a');
      expect(scene.rows).to.deep.equal(['a deciding']);
      scene.isUnlisted('a');
      scene.joins('a');
      expect(await outcome(result)).to.equal('admitted');
      expect(scene.sent).to.deep.equal(['admit a']);
    });

    it('who knocks under another name keeps their place', () => {
      const since = scene.since('a');
      scene.isListed('b');
      scene.clock.pass(5000);
      scene.isListed('a', 'Anna');
      expect(scene.rows).to.deep.equal(['a waiting', 'b waiting']);
      expect(scene.since('a')).to.equal(since);
      expect(scene.reported).to.deep.equal(['knock b']);
    });
  });

  describe('while the connection is lost', () => {
    it('the list stays as it was, and afterwards whoever is listed again is the same knock', () => {
      scene.isListed('b');
      scene.reported.length = 0;
      const since = scene.since('a');
      scene.connectionIs('lost');
      scene.clock.pass(13_000);
      scene.isUnlisted('a', 'b');
      scene.clock.pass(REPEATED_RETURN_GRACE_MS);
      expect(scene.rows).to.deep.equal(['a waiting', 'b waiting']);
      scene.connectionIs('back');
      scene.clock.pass(3000);
      expect(scene.rows).to.deep.equal(['a waiting', 'b waiting']);
      scene.isListed('b');
      scene.isListed('a');
      scene.clock.pass(RELIST_GRACE_MS);
      expect(scene.rows).to.deep.equal(['a waiting', 'b waiting']);
      expect(scene.since('a')).to.equal(since);
      expect(scene.reported).to.deep.equal([]);
      expect(scene.clock.pending).to.equal(0);
    });

    it('nobody is told as gone; some time after it is back those who do not appear are', () => {
      scene.isListed('b');
      scene.connectionIs('lost');
      scene.isUnlisted('a', 'b');
      scene.connectionIs('back');
      scene.isListed('b');
      scene.clock.pass(RELIST_GRACE_MS - 1);
      expect(scene.rows).to.deep.equal(['a waiting', 'b waiting']);
      scene.clock.pass(1);
      expect(scene.rows).to.deep.equal(['b waiting']);
      expect(scene.reported).to.deep.equal(['knock b', 'withdrawn a']);
    });

    it('somebody who is let in soon after it is back is not taken for gone', async () => {
      scene.connectionIs('lost');
      scene.isUnlisted('a');
      scene.connectionIs('back');
      scene.isListed('a');
      const result = scene.room.decide('a', 'admit');
      scene.clock.pass(RELIST_GRACE_MS - 1);
      scene.isUnlisted('a');
      scene.clock.pass(1);
      scene.joins('a');
      expect(await outcome(result)).to.equal('admitted');
      expect(scene.reported).to.deep.equal(['before-admit a', 'admitted a self']);
    });

    it('another owner may let them in', () => {
      scene.connectionIs('lost');
      scene.isUnlisted('a');
      scene.connectionIs('back');
      scene.joins('a');
      expect(scene.rows).to.deep.equal([]);
      expect(scene.reported).to.deep.equal(['admitted a other']);
      scene.clock.pass(RELIST_GRACE_MS);
      expect(scene.clock.pending).to.equal(0);
    });

    it('why somebody has just gone may be on its way', () => {
      scene.isUnlisted('a');
      scene.connectionIs('lost');
      scene.clock.pass(RETURN_GRACE_MS);
      expect(scene.reported).to.deep.equal([]);
      scene.connectionIs('back');
      scene.joins('a');
      expect(scene.reported).to.deep.equal(['admitted a other']);
    });

    it('a decision is held back, and sent when they are listed again', async () => {
      scene.connectionIs('lost');
      scene.isUnlisted('a');
      const result = scene.room.decide('a', 'admit');
      expect(scene.sent).to.deep.equal([]);
      expect(scene.rows).to.deep.equal(['a deciding']);
      scene.connectionIs('back');
      expect(scene.sent).to.deep.equal([]);
      scene.isListed('a');
      expect(scene.sent).to.deep.equal(['admit a']);
      scene.isUnlisted('a');
      scene.joins('a');
      expect(await outcome(result)).to.equal('admitted');
    });

    it('a decision fails when its time is over', async () => {
      scene.connectionIs('lost');
      const result = scene.room.decide('a', 'admit');
      scene.clock.pass(DECISION_TIMEOUT * 1000);
      expect(await outcome(result)).to.equal('failed');
      expect(scene.rows).to.deep.equal(['a failed']);
    });

    it('a Deny does not take a departure for its own work', async () => {
      const result = scene.room.decide('a', 'reject');
      scene.isUnlisted('a');
      scene.connectionIs('lost');
      scene.clock.pass(2 * DEPARTURE_GRACE_MS);
      scene.connectionIs('back');
      scene.joins('a');
      expect(await outcome(result)).to.equal('gone');
      expect(scene.reported).to.deep.equal(['before-reject a', 'admitted a other']);
    });
  });

  it('leaves nothing pending when the call ends', async () => {
    const result = scene.room.decide('a', 'admit');
    scene.isListed('b');
    scene.isUnlisted('b');
    scene.connectionIs('lost');
    scene.connectionIs('back');
    scene.room.close();
    const { outcome: end, error } = await result;
    expect(end).to.equal('failed');
    expect(error?.code).to.equal('aborted');
    expect(scene.clock.pending).to.equal(0);
    expect(scene.reported).to.deep.equal(['before-admit a', 'knock b']);
  });
});
