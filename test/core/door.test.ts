import type { DailyParticipant } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { NO_CALL, type CallSnapshot, type WaitingEntry } from '../../src/core/call-state.js';
import { DEPARTURE_GRACE } from '../../src/core/departures.js';
import { Door, REFUSAL_GRACE, type DecisionResult } from '../../src/core/door.js';
import { DECISION_TIMEOUT } from '../../src/core/call-state.js';
import { reconcileWaiting } from '../../src/core/waiting-list.js';
import { FakeClock, settle } from './fake-clock.js';

/** A door with a room behind it that does what a test says. */
class Scene {
  readonly clock = new FakeClock();
  readonly told: string[] = [];
  readonly asked: string[] = [];
  readonly vetoed = new Set<string>();
  readonly answers = new Map<string, { resolve(): void; reject(reason: unknown): void }>();
  onReport = (_name: string): void => {};
  readonly door: Door;
  #cutOff = false;
  #names = new Map<string, string>();
  #participants: Record<string, DailyParticipant> = {};
  #waiting: readonly WaitingEntry[] = [];

  constructor() {
    this.door = new Door({
      clock: this.clock,
      isCutOff: () => this.#cutOff,
      answer: (id, admit) => {
        this.asked.push(`${admit ? 'admit' : 'reject'} ${id}`);
        return new Promise<void>((resolve, reject) => this.answers.set(id, { resolve, reject }));
      },
      report: (name, detail) => {
        const { id, by, error } = detail as { id?: string; by?: string; error?: { code: string } };
        this.told.push([name.replace('daily-', ''), id ?? error?.code, by].filter(Boolean).join(' '));
        this.onReport(name);
        return !this.vetoed.has(id ?? '');
      },
      changed: () => this.#draw(),
    });
  }

  get rows(): string[] {
    return this.#waiting.map(({ id, status }) => `${id} ${status}`);
  }

  comes(id: string): void {
    this.#names.set(id, id.toUpperCase());
    this.#update();
  }

  goes(id: string): void {
    this.#names.delete(id);
    this.#update();
  }

  enters(id: string): void {
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
    this.#waiting = reconcileWaiting(this.#waiting, this.#names, this.door.marks, this.clock.now());
  }

  #update(): void {
    this.#draw();
    const snapshot: CallSnapshot = { ...NO_CALL, participants: this.#participants, waiting: this.#waiting };
    this.door.update(snapshot, this.#names);
    this.#draw();
  }
}

const outcome = async (promise: Promise<DecisionResult>): Promise<string> => (await promise).outcome;

describe('the door', () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
    scene.comes('a');
    scene.told.length = 0;
  });

  it('tells each arrival once', () => {
    scene.comes('b');
    scene.comes('b');
    expect(scene.told).to.deep.equal(['knock b']);
  });

  for (const [decision, event, told] of [
    ['admit', 'admitted', 'admitted a self'],
    ['reject', 'rejected', 'rejected a'],
  ] as const) {
    it(`${decision}: the answer first, then the removal`, async () => {
      const result = scene.door.decide('a', decision);
      expect(scene.rows).to.deep.equal(['a deciding']);
      await scene.answered('a');
      expect(await result).to.deep.equal({ id: 'a', name: 'A', outcome: event });
      expect(scene.rows, 'the row goes with the answer').to.deep.equal([]);
      scene.goes('a');
      if (decision === 'admit') scene.enters('a');
      scene.clock.pass(DEPARTURE_GRACE);
      expect(scene.told).to.deep.equal([`before-${decision} a`, told]);
      expect(scene.clock.pending).to.equal(0);
    });

    it(`${decision}: the removal first, then the answer`, async () => {
      const result = scene.door.decide('a', decision);
      scene.goes('a');
      if (decision === 'admit') scene.enters('a');
      await scene.answered('a');
      expect(await outcome(result)).to.equal(event);
      scene.clock.pass(DEPARTURE_GRACE);
      expect(scene.told).to.deep.equal([`before-${decision} a`, told]);
      expect(scene.clock.pending).to.equal(0);
    });

    it(`${decision}: the removal only`, async () => {
      const result = scene.door.decide('a', decision);
      scene.goes('a');
      scene.clock.pass(DEPARTURE_GRACE);
      expect(await outcome(result)).to.equal(event);
      expect(scene.told).to.deep.equal([`before-${decision} a`, told]);
      expect(scene.clock.pending).to.equal(0);
    });
  }

  for (const answer of ['refused', 'answered', undefined] as const) {
    for (const order of [['goes', 'enters'] as const, ['enters', 'goes'] as const]) {
      it(`reject, while another owner lets them in (${order.join(', ')}), ${answer ?? 'never answered'}: gone`, async () => {
        const result = scene.door.decide('a', 'reject');
        for (const step of order) scene[step]('a');
        if (answer) await scene[answer]('a');
        scene.clock.pass(DEPARTURE_GRACE);
        expect(await outcome(result)).to.equal('gone');
        expect(scene.told).to.deep.equal(['before-reject a', 'admitted a other']);
        expect(scene.clock.pending).to.equal(0);
      });
    }
  }

  it('admit, refused because another owner has let them in: gone, and told as theirs', async () => {
    const result = scene.door.decide('a', 'admit');
    scene.goes('a');
    scene.enters('a');
    await scene.refused('a');
    expect(await outcome(result)).to.equal('gone');
    scene.clock.pass(DEPARTURE_GRACE);
    expect(scene.told).to.deep.equal(['before-admit a', 'admitted a other']);
    expect(scene.clock.pending).to.equal(0);
  });

  it('does not send a decision twice: the second caller gets the first one', async () => {
    const first = scene.door.decide('a', 'admit');
    const second = scene.door.decide('a', 'reject');
    expect(second).to.equal(first);
    await scene.answered('a');
    expect(await outcome(second)).to.equal('admitted');
    expect(scene.asked).to.deep.equal(['admit a']);
  });

  it('a listener who decides again gets the first one as well', async () => {
    let inner: Promise<DecisionResult> | undefined;
    scene.onReport = (name) => {
      if (name === 'daily-before-admit') inner = scene.door.decide('a', 'admit');
    };
    const outer = scene.door.decide('a', 'admit');
    await scene.answered('a');
    expect(inner).to.equal(outer);
    expect(scene.asked).to.deep.equal(['admit a']);
  });

  it('sends nothing that was vetoed, and the person can be decided about later', async () => {
    scene.vetoed.add('a');
    expect(await outcome(scene.door.decide('a', 'admit'))).to.equal('vetoed');
    expect(scene.asked).to.deep.equal([]);
    expect(scene.rows).to.deep.equal(['a waiting']);
    scene.vetoed.clear();
    const again = scene.door.decide('a', 'admit');
    await scene.answered('a');
    expect(await outcome(again)).to.equal('admitted');
  });

  it('says "gone" of whoever does not wait', async () => {
    expect(await outcome(scene.door.decide('nobody', 'admit'))).to.equal('gone');
    scene.goes('a');
    expect(await scene.door.decide('a', 'admit')).to.deep.equal({ id: 'a', name: 'A', outcome: 'gone' });
    expect(scene.asked).to.deep.equal([]);
  });

  for (const order of ['removal first', 'refusal first'] as const) {
    it(`says "gone" of whoever goes in the moment of the decision (${order})`, async () => {
      const result = scene.door.decide('a', 'admit');
      if (order === 'removal first') scene.goes('a');
      await scene.refused('a');
      if (order === 'refusal first') scene.goes('a');
      scene.clock.pass(REFUSAL_GRACE);
      expect(await outcome(result)).to.equal('gone');
      scene.clock.pass(DEPARTURE_GRACE);
      expect(scene.told).to.deep.equal(['before-admit a', 'withdrawn a']);
      expect(scene.clock.pending).to.equal(0);
    });
  }

  it('says that a decision failed, and it can be tried again', async () => {
    const result = scene.door.decide('a', 'admit');
    await scene.refused('a');
    scene.clock.pass(REFUSAL_GRACE);
    const { outcome: first, error } = await result;
    expect(first).to.equal('failed');
    expect(error?.code).to.equal('decision-failed');
    expect(scene.rows).to.deep.equal(['a failed']);
    const again = scene.door.decide('a', 'admit');
    expect(scene.rows).to.deep.equal(['a deciding']);
    await scene.answered('a');
    expect(await outcome(again)).to.equal('admitted');
    expect(scene.told).to.deep.equal(['before-admit a', 'error decision-failed', 'before-admit a', 'admitted a self']);
  });

  it('does not wait for ever for an answer', async () => {
    const result = scene.door.decide('a', 'reject');
    scene.clock.pass(DECISION_TIMEOUT * 1000);
    expect(await outcome(result)).to.equal('failed');
    expect(scene.rows).to.deep.equal(['a failed']);
  });

  for (const order of ['enters first', 'goes first'] as const) {
    it(`knows that another owner let somebody in (${order})`, () => {
      if (order === 'enters first') scene.enters('a');
      scene.goes('a');
      if (order === 'goes first') scene.enters('a');
      scene.clock.pass(DEPARTURE_GRACE);
      expect(scene.told).to.deep.equal(['admitted a other']);
    });
  }

  it('calls everything else a withdrawal, once it is sure', () => {
    scene.goes('a');
    expect(scene.told).to.deep.equal([]);
    scene.clock.pass(DEPARTURE_GRACE);
    expect(scene.told).to.deep.equal(['withdrawn a']);
  });

  describe('while the connection is lost, why somebody has gone may be on its way:', () => {
    it('it does not guess', () => {
      scene.goes('a');
      scene.connectionIs('lost');
      scene.clock.pass(2 * DEPARTURE_GRACE);
      expect(scene.told, 'while it is lost').to.deep.equal([]);
      scene.connectionIs('back');
      scene.clock.pass(DEPARTURE_GRACE - 1);
      scene.enters('a');
      scene.clock.pass(DEPARTURE_GRACE);
      expect(scene.told).to.deep.equal(['admitted a other']);
      expect(scene.clock.pending).to.equal(0);
    });

    it('it calls it a withdrawal some time after the connection is back', () => {
      scene.goes('a');
      scene.clock.pass(DEPARTURE_GRACE - 1);
      scene.connectionIs('lost');
      scene.connectionIs('back');
      scene.clock.pass(DEPARTURE_GRACE - 1);
      expect(scene.told).to.deep.equal([]);
      scene.clock.pass(1);
      expect(scene.told).to.deep.equal(['withdrawn a']);
      expect(scene.clock.pending).to.equal(0);
    });

    it('it does not take a departure for its own answer', async () => {
      const result = scene.door.decide('a', 'reject');
      scene.goes('a');
      scene.connectionIs('lost');
      scene.clock.pass(2 * DEPARTURE_GRACE);
      scene.connectionIs('back');
      scene.enters('a');
      await scene.answered('a');
      expect(await outcome(result)).to.equal('gone');
      scene.clock.pass(DEPARTURE_GRACE);
      expect(scene.told).to.deep.equal(['before-reject a', 'admitted a other']);
      expect(scene.clock.pending).to.equal(0);
    });
  });

  it('tells of a withdrawal before the same person knocks again', () => {
    scene.goes('a');
    scene.comes('a');
    scene.clock.pass(DEPARTURE_GRACE);
    expect(scene.told).to.deep.equal(['withdrawn a', 'knock a']);
  });

  it('leaves nothing pending when the call ends', async () => {
    const result = scene.door.decide('a', 'admit');
    scene.comes('b');
    scene.goes('b');
    scene.door.close();
    const { outcome: end, error } = await result;
    expect(end).to.equal('failed');
    expect(error?.code).to.equal('aborted');
    expect(scene.clock.pending).to.equal(0);
    expect(scene.told).to.deep.equal(['before-admit a', 'knock b']);
  });
});
