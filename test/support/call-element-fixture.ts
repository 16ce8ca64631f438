import { fixture, html } from '@open-wc/testing';
import { DailyKnockError } from '../../src/core/errors.js';
import type { DecisionResult } from '../../src/core/outcomes.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import { en } from '../../src/i18n/en.js';
import { EventLog } from './event-log.js';
import type { Moment } from './failures.js';
import { FakeBrowser } from './fake-browser.js';
import { FakeDaily } from './fake-daily.js';
import { FakeDevices } from './fake-devices.js';
import { fakeHidden } from './fake-visibility.js';
import { bringToLobby, passPreAuth, ROOM, TOKEN } from './fixtures.js';
import type { ElementHarness } from './harness/element-harness.js';
import { KnockFormHarness } from './harness/knock-form-harness.js';
import { OwnerRoomHarness } from './harness/owner-room-harness.js';
import { ANA, BEA } from './people.js';
import type { ScriptedCall } from './scripted-call.js';
import { Timers } from './timers.js';
import { until } from './until.js';

/** The `connect-timeout` in failure tests, in seconds. No other timer has this duration. */
export const CONNECT_TIMEOUT = 61;
/** The `decision-timeout` in failure tests, in seconds. */
export const DECISION_TIMEOUT = 17;
/** The `answer-timeout` in failure tests, in seconds. */
export const ANSWER_TIMEOUT = 71;

/** A call element that failure tests bring to a moment. */
export abstract class CallElementFixture<
  Root extends DailyOwnerRoom | DailyKnockForm = DailyOwnerRoom | DailyKnockForm,
> {
  readonly daily = new FakeDaily();
  readonly browser = new FakeBrowser();
  readonly timers = new Timers();
  /** The events of the element, also after its removal. */
  readonly log: EventLog;
  readonly element: Root;
  readonly container: Element;
  /** The result of the watched promise. */
  settled: string | undefined;
  /** The reason of the watched promise's rejection. */
  reason: unknown;
  /** The local tracks of the call. */
  readonly tracks: MediaStreamTrack[] = [];
  devices: FakeDevices | undefined;
  /** Answers the browser's permission prompt. */
  answerPrompt = (): void => {};
  abstract readonly page: ElementHarness<Root> & { reaches(state: string): Promise<void> };
  abstract readonly inCall: string;
  /** Calls `join()` or `knock()`. */
  abstract start(): Promise<unknown>;
  /** Takes a new call to its joined state. */
  abstract admit(call: ScriptedCall): Promise<void>;
  abstract goTo(moment: Moment): Promise<void>;

  protected constructor(element: Root) {
    this.element = element;
    this.container = element.parentElement!;
    this.log = new EventLog(element);
  }

  get call(): ScriptedCall {
    const page = this.element.call as unknown as ScriptedCall | undefined;
    return page ?? this.daily.calls.at(-1)!;
  }

  /** Starts, and waits for a call object. */
  async begin(): Promise<ScriptedCall> {
    this.watch(this.start());
    if (!this.element.call) await this.daily.made(this.daily.calls.length + 1);
    return this.call;
  }

  /** Watches a promise instead of the previous one. */
  watch(promise: Promise<unknown>, name: (value: unknown) => string = String): void {
    this.settled = 'pending';
    promise.then(
      (value) => (this.settled = name(value)),
      (reason: unknown) => {
        this.reason = reason;
        this.settled = reason instanceof DailyKnockError ? reason.code : String(reason);
      },
    );
  }

  /** Fires the timers with this duration. */
  async passes(seconds: number): Promise<void> {
    await until(() => this.timers.fire(seconds * 1000), `a timer of ${seconds} s`);
  }

  /** Holds the browser's permission prompt open. */
  protected holdPrompt(): void {
    this.devices = new FakeDevices();
    this.devices.permission = 'prompt';
    this.answerPrompt = this.devices.holdPrompt();
  }

  /** Waits for the permission prompt. */
  protected showsPrompt(): Promise<void> {
    return this.page.shows(en.askingHeading);
  }

  end(): void {
    this.element.remove();
    this.devices?.restore();
    this.browser.restore();
    this.timers.restore();
    this.daily.restore();
    this.log.restore();
    fakeHidden(undefined);
  }
}

export class OwnerRoomFixture extends CallElementFixture<DailyOwnerRoom> {
  readonly page = new OwnerRoomHarness(this.element);
  readonly inCall = 'joined';
  /** The decision about Ana in the moment `deciding`. */
  decision: 'admit' | 'reject' = 'admit';

  static async open(): Promise<OwnerRoomFixture> {
    const room = await fixture<DailyOwnerRoom>(
      html`<daily-owner-room
        room-url=${ROOM}
        user-name="Olga"
        connect-timeout=${CONNECT_TIMEOUT}
        decision-timeout=${DECISION_TIMEOUT}
      ></daily-owner-room>`,
    );
    room.token = TOKEN;
    await room.updateComplete;
    return new OwnerRoomFixture(room);
  }

  start(): Promise<unknown> {
    return this.element.join();
  }

  async admit(call: ScriptedCall): Promise<void> {
    await call.asked('join', call.calls('join').length || 1);
    call.listSilently([ANA, BEA]);
    call.enter('full', { name: 'Olga', owner: true });
    await this.page.reaches('joined');
  }

  async goTo(moment: Moment): Promise<void> {
    if (moment === 'before') return;
    if (moment === 'asking') this.holdPrompt();
    const call = await this.begin();
    if (moment === 'asking') return this.showsPrompt();
    if (moment === 'connecting') return call.asked('join');
    await this.admit(call);
    await until(() => this.settled !== 'pending', 'the end of join()');
    if (this.settled === 'undefined') this.settled = 'joined';
    if (moment !== 'deciding') return;
    this.watch(this.element[this.decision]('a'), (value) => {
      const [{ outcome, error }] = value as [DecisionResult];
      return error ? `${outcome} (${error.code})` : outcome;
    });
  }
}

export class KnockFormFixture extends CallElementFixture<DailyKnockForm> {
  readonly page = new KnockFormHarness(this.element);
  readonly inCall = 'admitted';

  static async open(): Promise<KnockFormFixture> {
    return new KnockFormFixture(
      await fixture<DailyKnockForm>(
        html`<daily-knock-form
          room-url=${ROOM}
          user-name="Ana"
          connect-timeout=${CONNECT_TIMEOUT}
          answer-timeout=${ANSWER_TIMEOUT}
        ></daily-knock-form>`,
      ),
    );
  }

  start(): Promise<unknown> {
    return this.element.knock();
  }

  async admit(call: ScriptedCall): Promise<void> {
    await bringToLobby(call);
    await this.page.reaches('waiting');
    call.grantByEvent();
    await this.page.reaches('admitted');
  }

  async goTo(moment: Moment): Promise<void> {
    if (moment === 'before') return;
    if (moment === 'asking') this.holdPrompt();
    const call = await this.begin();
    if (moment === 'connecting') return call.asked('preAuth');
    if (moment === 'asking') {
      await passPreAuth(call, 'lobby');
      return this.showsPrompt();
    }
    if (moment === 'call') return this.admit(call);
    await bringToLobby(call);
    await this.page.reaches('waiting');
  }
}
