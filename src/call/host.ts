import type { DailyCall } from '@daily-co/daily-js';
import type { ReactiveControllerHost } from 'lit';
import type { GuestState, OwnerState } from '../core/call-state.js';
import type { CallStore } from '../core/call-store.js';
import type { DailyKnockError } from '../core/errors.js';
import type { GetMemberToken } from '../core/guest-session.js';
import type { LobbyChannel } from '../core/lobby-channel.js';
import type { CallOptions } from '../daily/create-call.js';
import type { Localize } from '../elements/base/localize.js';

/** What a {@link CallController} needs of its element. */
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
  readonly channel: LobbyChannel | undefined;
  readonly startVideoOff: boolean;
  readonly startAudioOff: boolean;
  readonly headingLevel: number;
  /** `connectTimeout`, or its default if invalid, in seconds. */
  readonly connectLimit: number;
  /** The problems of the form's fields. */
  readonly problems: readonly DailyKnockError[];
  /** Starts automatically. Set if the page asks for it and has set everything but the room. */
  readonly autoStart: (() => void) | undefined;
  /** Returns what the page has set, or the visitor has typed. */
  complete(): { readonly roomUrl: string; readonly userName: string; readonly note?: string | undefined };
  /** Called when something that the element renders of the session has changed. */
  sessionChanged(): void;
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
  end(): Promise<void>;
}

export interface GuestHost extends CallHost {
  readonly state: GuestState;
  readonly answerTimeout: number | undefined;
  readonly getToken: GetMemberToken | undefined;
  hostMessage: string | undefined;
  queuePosition: number | undefined;
  queueLength: number | undefined;
  knock(): Promise<unknown>;
}

export interface OwnerHost extends CallHost {
  readonly state: OwnerState;
  readonly decisionTimeout: number;
  autoAdmit: boolean;
  readonly admitMuted: boolean;
  readonly guestLink: string;
}
