import '../support/load-call.js';
import type { DailyCallFactory } from '@daily-co/daily-js';
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import type { CallOptions } from '../../src/daily/create-call.js';
import { FakeDevices } from '../support/fake-devices.js';
import { FakeSound } from '../support/fake-sound.js';
import { Playing } from '../support/tracks.js';
import { Actor, type Anybody, type Guest, type Owner } from './actor.js';
import { GuestStory } from './guest-story.js';
import { OwnerStory } from './owner-story.js';
import { describeWeather, type Weather } from './weather.js';
import { ErrorWatch } from './world.js';

/** How everybody's element is set up. */
export interface Setup {
  readonly roomUrl: string;
  readonly token: string;
  options(name: string): CallOptions;
  /** Makes each call object in place of daily-js. */
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
  /** What was done and told, in order. */
  readonly log: string[] = [];
  /** Camera and microphone of everybody. */
  readonly devices = new FakeDevices();
  readonly #daily = globalThis.Daily;
  protected readonly sound = new FakeSound();
  readonly #playing = new Playing();

  protected constructor(setup: Setup) {
    const makeCall = (options: CallOptions): unknown => setup.makeCall(options);
    globalThis.Daily = { createCallObject: makeCall } as unknown as DailyCallFactory;
    document.body.append(...this.places);
    this.owners = ['owner 1', 'owner 2'].map((name) => {
      const story = new OwnerStory((what) => this.problems.push(`${name}: ${what}`));
      const element = document.createElement('daily-owner-room');
      element.token = setup.token;
      return this.#place(new Actor(name, element, story, this.#note), setup);
    });
    this.guests = ['guest 1', 'guest 2', 'guest 3'].map((name) => {
      const story = new GuestStory((what) => this.problems.push(`${name}: ${what}`));
      const element = document.createElement('daily-knock-form');
      if (name.endsWith('2')) element.answerTimeout = 10;
      return this.#place(new Actor(name, element, story, this.#note), setup);
    });
  }

  get everybody(): readonly Anybody[] {
    return [...this.owners, ...this.guests];
  }

  begin(what: string, weather: Weather): void {
    this.steps += 1;
    this.log.push(`> ${what}${describeWeather(weather)}`);
  }

  /** @param problem what is wrong; nothing if all is well */
  demand(problem: string | undefined): void {
    if (problem) throw new Error(`${problem}\n${this.log.slice(-40).join('\n')}`);
  }

  /** Gives the page back. */
  restore(): void {
    for (const place of this.places) place.remove();
    globalThis.Daily = this.#daily;
    this.devices.restore();
    this.sound.restore();
    this.#playing.restore();
    this.errors.stop();
  }

  readonly #note = (line: string): void => void this.log.push(`  ${line}`);

  #place<Who extends Anybody>(who: Who, setup: Setup): Who {
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
