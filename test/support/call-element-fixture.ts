import { fixture, html } from '@open-wc/testing';
import { DailyKnockError } from '../../src/core/errors.js';
import type { DecisionResult } from '../../src/core/outcomes.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import { en } from '../../src/i18n/en.js';
import type { Moment } from './failures.js';
import { FakeBrowser } from './fake-browser.js';
import { FakeDaily } from './fake-daily.js';
import { FakeDevices } from './fake-devices.js';
import { bringToLobby, passPreAuth, ROOM, TOKEN } from './fixtures.js';
import type { ElementHarness } from './harness/element-harness.js';
import { KnockFormHarness } from './harness/knock-form-harness.js';
import { OwnerRoomHarness } from './harness/owner-room-harness.js';
import { EventLog } from './event-log.js';
import { ANA, BEA } from './people.js';
import type { ScriptedCall } from './scripted-call.js';
import { Timers } from './timers.js';
import { until } from './until.js';

/** How long the way in may take in a test of failures; chosen so that no other timer is set for as long. Seconds. */
export const CONNECT_TIMEOUT = 61;
/** How long a decision may take in a test of failures, in seconds. */
export const DECISION_TIMEOUT = 17;
/** When a guest is asked whether to go on waiting, in a test of failures. Seconds. */
export const ANSWER_TIMEOUT = 71;

/** A call element that is led to a moment, in which something then goes wrong. */
export abstract class CallElementFixture<
  Root extends DailyOwnerRoom | DailyKnockForm = DailyOwnerRoom | DailyKnockForm,
> {
  readonly daily = new FakeDaily();
  readonly browser = new FakeBrowser();
  readonly timers = new Timers();
  /** What the element tells, heard at the element itself. */
  readonly log: EventLog;
  readonly element: Root;
  /** Where the element was put. */
  readonly container: Element;
  /** What became of the promise, once it is known. */
  settled: string | undefined;
  /** What the promise rejected with. */
  reason: unknown;
  /** One's own pictures and sounds, if the call has some. */
  readonly tracks: MediaStreamTrack[] = [];
  /** Camera and microphone, where there are some. */
  devices: FakeDevices | undefined;
  /** The visitor answers the browser's question. */
  answerPrompt = (): void => {};
  /** The way into the call again, for whatever {@link begin} makes. */
  abstract readonly page: ElementHarness<Root> & { reaches(state: string): Promise<void> };
  abstract readonly inCall: string;
  /** `join()` or `knock()`. */
  abstract start(): Promise<unknown>;
  /** Daily lets the person in, from the beginning of the way. */
  abstract admit(call: ScriptedCall): Promise<void>;
  /** Leads it to a moment. */
  abstract goTo(moment: Moment): Promise<void>;

  protected constructor(element: Root) {
    this.element = element;
    this.container = element.parentElement!;
    this.log = new EventLog(element);
  }

  /** The call object of this attempt. */
  get call(): ScriptedCall {
    const page = this.element.call as unknown as ScriptedCall | undefined;
    return page ?? this.daily.calls.at(-1)!;
  }

  /** Begins, and waits until there is a call object. */
  async begin(): Promise<ScriptedCall> {
    this.watch(this.start());
    if (!this.element.call) await this.daily.made(this.daily.calls.length + 1);
    return this.call;
  }

  /** Looks at what becomes of a promise, instead of the one before. */
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

  /** Has the time come for which some timer was set. */
  async passes(seconds: number): Promise<void> {
    await until(() => this.timers.fire(seconds * 1000), `a timer of ${seconds} s`);
  }

  /** The browser is going to ask for camera and microphone, and the visitor to think about it. */
  protected holdPrompt(): void {
    this.devices = new FakeDevices();
    this.devices.permission = 'prompt';
    this.answerPrompt = this.devices.holdPrompt();
  }

  /** Waits until the browser asks. */
  protected showsPrompt(): Promise<void> {
    return this.page.shows(en.askingHeading);
  }

  /** Puts the browser back as it was. */
  end(): void {
    this.element.remove();
    this.devices?.restore();
    this.browser.restore();
    this.timers.restore();
    this.daily.restore();
    this.log.restore();
    Reflect.deleteProperty(document, 'hidden');
  }
}

export class OwnerRoomFixture extends CallElementFixture<DailyOwnerRoom> {
  readonly page = new OwnerRoomHarness(this.element);
  readonly inCall = 'joined';
  /** What is being decided about Ana in the moment of a decision. */
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
