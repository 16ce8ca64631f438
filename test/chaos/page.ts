import '../support/load-call.js';
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import type { DailyCallFactory } from '@daily-co/daily-js';
import type { CallOptions } from '../../src/daily/create-call.js';
import { FakeDevices } from '../support/fake-devices.js';
import { FakeSound } from '../support/fake-sound.js';
import { FakePlayback } from '../support/tracks.js';
import { Actor, type AnyActor, type Guest, type Owner } from './actor.js';
import { GuestChecker } from './guest-checker.js';
import { describeConditions, type NetworkConditions } from './network-conditions.js';
import { OwnerChecker } from './owner-checker.js';
import { ErrorWatch } from './world.js';

/** The setup of all elements. */
export interface Setup {
  readonly roomUrl: string;
  readonly token: string;
  options(name: string): CallOptions;
  /** Creates call objects instead of daily-js. */
  makeCall(options: CallOptions): unknown;
}

/** A page with two owners and three guests; the first of each has a camera. */
export abstract class Page {
  readonly owners: readonly Owner[];
  readonly guests: readonly Guest[];
  readonly places: readonly [HTMLElement, HTMLElement] = [document.createElement('div'), document.createElement('div')];
  readonly problems: string[] = [];
  readonly errors = new ErrorWatch();
  steps = 0;
  /** Commands and events, in order. */
  readonly log: string[] = [];
  readonly devices = new FakeDevices();
  readonly #daily = globalThis.Daily;
  protected readonly sound = new FakeSound();
  readonly #playing = new FakePlayback();

  protected constructor(setup: Setup) {
    const makeCall = (options: CallOptions): unknown => setup.makeCall(options);
    globalThis.Daily = { createCallObject: makeCall } as unknown as DailyCallFactory;
    document.body.append(...this.places);
    this.owners = ['owner 1', 'owner 2'].map((name) => {
      const checker = new OwnerChecker((what) => this.problems.push(`${name}: ${what}`));
      const element = document.createElement('daily-owner-room');
      element.token = setup.token;
      return this.#place(new Actor(name, element, checker, this.#note), setup);
    });
    this.guests = ['guest 1', 'guest 2', 'guest 3'].map((name) => {
      const checker = new GuestChecker((what) => this.problems.push(`${name}: ${what}`));
      const element = document.createElement('daily-knock-form');
      if (name.endsWith('2')) element.answerTimeout = 10;
      return this.#place(new Actor(name, element, checker, this.#note), setup);
    });
  }

  get actors(): readonly AnyActor[] {
    return [...this.owners, ...this.guests];
  }

  begin(what: string, conditions: NetworkConditions): void {
    this.steps += 1;
    this.log.push(`> ${what}${describeConditions(conditions)}`);
  }

  failOn(problem: string | undefined): void {
    if (problem) throw new Error(`${problem}\n${this.log.slice(-40).join('\n')}`);
  }

  restore(): void {
    for (const place of this.places) place.remove();
    globalThis.Daily = this.#daily;
    this.devices.restore();
    this.sound.restore();
    this.#playing.restore();
    this.errors.stop();
  }

  readonly #note = (line: string): void => void this.log.push(`  ${line}`);

  #place<Who extends AnyActor>(who: Who, setup: Setup): Who {
    const { name, element } = who;
    element.roomUrl = setup.roomUrl;
    element.userName = name;
    element.callOptions = setup.options(name);
    element.startVideoOff = !name.endsWith('1');
    element.startAudioOff = true;
    this.places[0].append(element);
    return who;
  }
}
