import type { DailyCall } from '@daily-co/daily-js';
import type { ReactiveControllerHost } from 'lit';
import type { GuestState, OwnerState } from '../core/call-state.js';
import type { CallStore } from '../core/call-store.js';
import type { DailyKnockError } from '../core/errors.js';
import type { CallOptions } from '../daily/create-call.js';
import type { Localize } from '../elements/base/localize.js';

/** What a call's controller needs of its element. */
export interface CallHost extends ReactiveControllerHost, HTMLElement {
  readonly callStore: CallStore | undefined;
  readonly state: string;
  readonly roomUrl: string;
  readonly alerts: string;
  readonly call: DailyCall | undefined;
  readonly words: Localize;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly hasUpdated: boolean;
  readonly callOptions: CallOptions | undefined;
  readonly startVideoOff: boolean;
  readonly startAudioOff: boolean;
  readonly headingLevel: number;
  /** `connectTimeout`, or its default where that makes no sense. Seconds. */
  readonly connectLimit: number;
  /** What is wrong with the form's fields. */
  readonly problems: readonly DailyKnockError[];
  /** Begins by itself, where the page wishes that and says all but the room that is needed for it. */
  readonly autoStart: (() => void) | undefined;
  /** What is known of the room. */
  complete(): { readonly roomUrl: string };
  /** Something that is shown of the session has changed. */
  sessionChanged(): void;
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
  leave(): Promise<void>;
}

/** What a guest's controller needs beside that. */
export interface GuestHost extends CallHost {
  readonly state: GuestState;
  readonly answerTimeout: number | undefined;
  knock(): Promise<unknown>;
  cancel(): void;
}

/** What an owner's controller needs beside that. */
export interface OwnerHost extends CallHost {
  readonly state: OwnerState;
  readonly decisionTimeout: number;
}
