import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSnapshot } from '../../core/call-state.js';
import { LOCAL, selectDevice, selectIds } from '../../core/selectors.js';
import { html } from '../../elements/base/html.js';
import type { Localize } from '../../elements/base/localize.js';
import { callIcons } from '../../elements/styles/call-icons.js';

/** What a stage shows of a call. Flat, so that a shallow comparison tells whether it must be drawn again. */
export interface Stage {
  /** Whose pictures are shown, in order: session ids and `local`, joined by blanks. */
  readonly ids: string;
  readonly camera: boolean;
  readonly cameraBlocked: boolean;
  readonly microphone: boolean;
  readonly microphoneBlocked: boolean;
  readonly canAdmin: boolean;
  readonly interrupted: boolean;
  readonly soundRefused: boolean;
}

/**
 * The stage's part of a call.
 *
 * @param snapshot a moment of a call
 */
export function selectStage(snapshot: CallSnapshot): Stage {
  const camera = selectDevice(snapshot, 'video');
  const microphone = selectDevice(snapshot, 'audio');
  return {
    ids: selectIds(snapshot).join(' '),
    camera: camera.on,
    cameraBlocked: camera.blocked,
    microphone: microphone.on,
    microphoneBlocked: microphone.blocked,
    canAdmin: snapshot.canAdmin,
    interrupted: snapshot.interrupted,
    soundRefused: snapshot.soundRefused,
  };
}

/** The menu with the devices, below the switches. */
export interface StageMenu {
  readonly isOpen: boolean;
  /** What is in it, once it is there. */
  readonly content: unknown;
  toggle(): void;
}

/** What comes to a stage from elsewhere. */
export interface StageAdditions {
  /** What stands beside the pictures: the owner's waiting list. */
  readonly aside?: TemplateResult | undefined;
  /** What has gone wrong without ending the call. Below the switches: there it moves neither them nor the pictures. */
  readonly news: TemplateResult;
}

/** What can be done on a stage. */
export interface StageActions {
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
  startSound(): void;
  readonly devices: StageMenu;
  leave(): void;
}

/**
 * The call as both call elements show it: the others and oneself, and the switches.
 *
 * @param stage what to show
 * @param actions what the buttons do
 * @param words the language
 * @param level the level of its heading
 * @param additions what else is on it
 */
export function renderStage(
  stage: Stage,
  actions: StageActions,
  words: Localize,
  level: number,
  { aside, news }: StageAdditions,
): TemplateResult {
  // One's own picture is there before Daily has said so.
  const ids = stage.ids === '' ? [LOCAL] : stage.ids.split(' ');
  return html`<div class="stage" part="stage" lang=${words.lang()} dir=${words.dir()}>
    <div class="pictures">
      <h2 class="visually-hidden" tabindex="-1" aria-level=${level} data-focus>${words.term('inCall')}</h2>
      ${renderInterrupted(stage.interrupted, words)} ${renderSilent(stage.soundRefused, actions, words)}
      <div class="tiles" part="tiles">${repeat(ids, (id) => id, renderTile)}</div>
      <p class="alone muted" role="status">${ids.length < 2 ? words.term('alone') : ''}</p>
      ${renderControls(
        stage,
        actions,
        words,
        html`<button type="button" part="button leave" class="danger" @click=${actions.leave}>
          ${callIcons.leave}<span>${words.term('leave')}</span>
        </button>`,
      )}
      ${actions.devices.content ?? nothing} ${news}
    </div>
    ${aside ?? nothing}
  </div>`;
}

/**
 * Somebody's picture.
 *
 * @param id a session id, or `local`
 */
export function renderTile(id: string): TemplateResult {
  return html`<daily-video-tile
    part=${id === LOCAL ? 'tile local-tile' : 'tile'}
    exportparts="video, label: name-label, avatar, button, muted-mark, weak-mark"
    session-id=${id}
  ></daily-video-tile>`;
}

/**
 * The switches, and the menu that they open.
 *
 * @param stage what to show
 * @param actions what the buttons do
 * @param words the language
 * @param last one more button
 */
export function renderControls(
  stage: Stage,
  actions: StageActions,
  words: Localize,
  last: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="controls" part="controls" role="group" aria-label=${words.term('controls')}>
    ${renderSwitch('microphone', words.term('microphone'), stage.microphone, stage.microphoneBlocked, actions.setMicrophone)}
    ${renderSwitch('camera', words.term('camera'), stage.camera, stage.cameraBlocked, actions.setCamera)}
    <button
      type="button"
      part="button devices-button"
      aria-expanded=${actions.devices.isOpen}
      aria-controls=${actions.devices.content ? 'devices' : nothing}
      data-devices
      @click=${actions.devices.toggle}
    >
      ${callIcons.devices}<span>${words.term('devices')}</span>
    </button>
    ${last}
  </div>`;
}

/**
 * That the connection is lost, for as long as it is. Daily gets it back by itself or tells of an error.
 *
 * @param interrupted whether it is lost
 * @param words the language
 */
export function renderInterrupted(interrupted: boolean, words: Localize): TemplateResult {
  // Without a blank beside the words: then it is empty when there are none, and hidden.
  const said = interrupted ? words.term('interrupted') : '';
  return html`<p class="interrupted" part="interrupted" role="status">${said}</p>`;
}

/** One button for the whole call, and why it is there. Shown and gone by itself, so it is announced. */
function renderSilent(refused: boolean, actions: StageActions, words: Localize): TemplateResult {
  return html`<div class="silence" role="status">
    ${
      refused
        ? html`<div class="silent" part="silent">
            <span>${words.term('soundBlocked')}</span>
            <button type="button" class="primary" part="button start-sound" @click=${actions.startSound}>
              ${callIcons.sound}<span>${words.term('startSound')}</span>
            </button>
          </div>`
        : nothing
    }
  </div>`;
}

function renderSwitch(
  device: 'camera' | 'microphone',
  name: string,
  on: boolean,
  blocked: boolean,
  set: (on: boolean) => void,
): TemplateResult {
  return html`<button
    type="button"
    part="button ${device}"
    class=${on ? 'on' : 'off'}
    aria-pressed=${on}
    aria-disabled=${blocked}
    @click=${() => {
      if (!blocked) set(!on);
    }}
  >
    ${on ? callIcons[device] : callIcons[`${device}Off`]}<span>${name}</span>
  </button>`;
}
