import type { DailyCall } from '@daily-co/daily-js';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { CallStore } from '../../core/call-store.js';
import type { DailyKnockError } from '../../core/errors.js';
import type { CallOptions } from '../../daily/create-call.js';
import type { Draft } from './entry-form.js';
import type { AlertWords, FieldNotes } from './field.js';
import type { Inside } from './late-element.js';
import type { Localize } from './localize.js';
import type { Notices } from './notices/notices.js';

/** What a root's inside needs of it. */
export interface RootHost extends ReactiveControllerHost, HTMLElement {
  readonly callStore: CallStore | undefined;
  readonly state: string;
  readonly roomUrl: string;
  readonly alerts: string;
  readonly call: DailyCall | undefined;
  readonly words: Localize;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly callOptions: CallOptions | undefined;
  readonly startVideoOff: boolean;
  readonly startAudioOff: boolean;
  readonly headingLevel: number;
  /** `connectTimeout`, or its default where that makes no sense. Seconds. */
  readonly connectLimit: number;
  /** What is known of the room. */
  complete(): { readonly roomUrl: string };
  /** Something that is shown of the session has changed. */
  sessionChanged(): void;
  startAgain(): void;
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
  leave(): Promise<void>;
}

/** The inside of a root, as the root knows it. */
export interface InsideOfRoot<Session> extends Inside {
  readonly session: Session;
  readonly notices: Notices;
  wordsOf(error: DailyKnockError | undefined): AlertWords | undefined;
  renderLinkAlert(): unknown;
  notesOn(name: keyof Draft): FieldNotes | undefined;
  follow(): void;
  render(): TemplateResult | undefined;
  renderMirror(): TemplateResult | undefined;
  openMirror(): Promise<void>;
}
