import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type CallSnapshot, LOCAL } from '../../core/call-state.js';
import { selectDevice, selectIds } from '../../core/selectors.js';
import { html } from '../../elements/base/html.js';
import type { Localize } from '../../elements/base/localize.js';
import { callIcons } from '../../elements/styles/call-icons.js';
import { type DevicesButton, renderDevicesButton, renderSwitch } from '../devices/picture-switches.js';

/** The part of a call that the stage renders. Flat, for the shallow comparison. */
export interface Stage {
  /** The tiles in order: session ids, and `local` last, joined by spaces. */
  readonly ids: string;
  readonly camera: boolean;
  readonly cameraBlocked: boolean;
  readonly microphone: boolean;
  readonly microphoneBlocked: boolean;
  /** Whether a host has switched the microphone off. */
  readonly mutedByHost: boolean;
  readonly canAdmin: boolean;
  readonly hasWaiting: boolean;
  readonly interrupted: boolean;
  readonly soundRefused: boolean;
}

export function selectStage(snapshot: CallSnapshot): Stage {
  const camera = selectDevice(snapshot, 'video');
  const microphone = selectDevice(snapshot, 'audio');
  return {
    // The local tile stays last, so that it never moves: a video that moves in the DOM flickers.
    ids: [...selectIds(snapshot).filter((id) => id !== LOCAL), LOCAL].join(' '),
    camera: camera.on,
    cameraBlocked: camera.blocked,
    microphone: microphone.on,
    microphoneBlocked: microphone.blocked,
    mutedByHost: !microphone.on && snapshot.participants[LOCAL]?.tracks?.audio?.off?.byRemoteRequest === true,
    canAdmin: snapshot.canAdmin,
    hasWaiting: snapshot.waiting.length > 0,
    interrupted: snapshot.interrupted,
    soundRefused: snapshot.soundRefused,
  };
}

/** What to do while nobody else is in the call. */
export interface StageInvite {
  readonly text: string;
  readonly content: TemplateResult;
}

/** What the stage renders besides the call. */
export interface StageAdditions {
  /** The owner's waiting list, beside the call. */
  readonly aside?: TemplateResult | undefined;
  /** In a narrow call: the waiting list as a bar above the controls. */
  readonly bar?: TemplateResult | undefined;
  /** Renders the tile of a participant. Default: the tile alone. */
  readonly tile?: ((id: string) => TemplateResult) | undefined;
  /** What to do while nobody else is in the call. Default: a sentence that says so. */
  readonly invite?: StageInvite | undefined;
  /** Errors and notices. Below the controls, where they cause no layout shift. */
  readonly notices: TemplateResult;
}

export interface StageActions {
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
  startSound(): void;
  readonly devices: DevicesButton;
  leave(): void;
}

/** Renders the call for owners and guests: tiles and controls. */
export function renderStage(
  stage: Stage,
  actions: StageActions,
  words: Localize,
  level: number,
  { aside, bar, tile = renderTile, invite, notices }: StageAdditions,
): TemplateResult {
  const ids = stage.ids.split(' ');
  return html`<div class="stage" part="stage" lang=${words.lang()} dir=${words.dir()}>
    <div class="pictures" part="pictures">
      <h2 class="visually-hidden" tabindex="-1" aria-level=${level} data-focus>${words.term('inCall')}</h2>
      ${renderInterrupted(stage.interrupted, words)} ${renderSoundPrompt(stage.soundRefused, actions, words)}
      <div class="tiles" part="tiles">${repeat(ids, (id) => id, tile)}</div>
      ${bar} ${renderControls(stage, actions, words)} ${actions.devices.content ?? nothing}
      ${renderInvite(ids.length < 2, words, invite)} ${notices}
    </div>
    ${aside ?? nothing}
  </div>`;
}

/** Renders the instructions for a person who is alone. The sentences are a live region, for when the others leave. */
function renderInvite(isAlone: boolean, words: Localize, invite: StageInvite | undefined): TemplateResult {
  const text = html`<p><strong>${words.term('youAreIn')}</strong></p>
    <p class="muted">${invite?.text ?? words.term('alone')}</p>`;
  // No white space in the live region: CSS hides the invitation with `:empty`.
  return html`<div class="invite" part="invite">
    <div role="status">${isAlone ? text : ''}</div>
    ${isAlone ? invite?.content : nothing}
  </div>`;
}

/** Renders a participant's tile. */
export function renderTile(id: string): TemplateResult {
  return html`<daily-video-tile
    part=${id === LOCAL ? 'tile local-tile' : 'tile'}
    exportparts="video, label: name-label, avatar, button, primary, muted-mark, weak-mark"
    session-id=${id}
  ></daily-video-tile>`;
}

function renderControls(stage: Stage, actions: StageActions, words: Localize): TemplateResult {
  const { setCamera, setMicrophone, devices, leave } = actions;
  return html`<div class="controls" part="controls" role="group" aria-label=${words.term('controls')}>
    ${renderSwitch('microphone', words, stage.microphone, stage.microphoneBlocked, setMicrophone)}
    ${renderSwitch('camera', words, stage.camera, stage.cameraBlocked, setCamera)}
    ${renderDevicesButton(devices, words)}
    <button type="button" part="button leave" class="leave" @click=${leave}>
      ${callIcons.leave}<span>${words.term('leave')}</span>
    </button>
  </div>`;
}

/** Renders a message while the connection is lost. Daily reconnects by itself, or fires an error. */
export function renderInterrupted(interrupted: boolean, words: Localize): TemplateResult {
  // No white space around the text: CSS hides the element with `:empty`.
  const text = interrupted ? words.term('interrupted') : '';
  return html`<p class="interrupted" part="interrupted" role="status">${text}</p>`;
}

/** Renders one button that starts the sound of the whole call. A live region, because it appears by itself. */
function renderSoundPrompt(refused: boolean, actions: StageActions, words: Localize): TemplateResult {
  return html`<div class="silence" role="status">
    ${
      refused
        ? html`<div class="silent" part="silent">
            <span>${words.term('soundBlocked')}</span>
            <button type="button" class="primary" part="button start-sound primary" @click=${actions.startSound}>
              ${callIcons.sound}<span>${words.term('startSound')}</span>
            </button>
          </div>`
        : nothing
    }
  </div>`;
}
