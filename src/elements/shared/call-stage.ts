import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSnapshot } from '../../core/call-state.js';
import { LOCAL, selectDevice, selectRemoteIds } from '../../core/selectors.js';
import type { Localize } from './localize.js';
import { icons } from './icons.js';

/** What a stage shows of a call. Flat, so that a shallow comparison tells whether it must be drawn again. */
export interface Stage {
  /** Session ids of the others, joined by blanks. */
  readonly remoteIds: string;
  readonly camera: boolean;
  readonly cameraBlocked: boolean;
  readonly microphone: boolean;
  readonly microphoneBlocked: boolean;
  readonly canAdmin: boolean;
  readonly interrupted: boolean;
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
    remoteIds: selectRemoteIds(snapshot).join(' '),
    camera: camera.on,
    cameraBlocked: camera.blocked,
    microphone: microphone.on,
    microphoneBlocked: microphone.blocked,
    canAdmin: snapshot.canAdmin,
    interrupted: snapshot.interrupted,
  };
}

/** What can be done on a stage. */
export interface StageActions {
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
  leave(): void;
}

/**
 * The call as both roots show it: the others and oneself, and the switches.
 *
 * @param stage what to show
 * @param actions what the buttons do
 * @param words the language
 * @param aside what stands beside the pictures (the owner's waiting list)
 */
export function renderStage(
  stage: Stage,
  actions: StageActions,
  words: Localize,
  aside: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const ids = stage.remoteIds === '' ? [] : stage.remoteIds.split(' ');
  return html`<div class="stage" part="stage" lang=${words.lang()} dir=${words.dir()}>
    <div class="pictures">
      <h2 class="visually-hidden" tabindex="-1" data-focus>${words.term('inCall')}</h2>
      ${renderInterrupted(stage.interrupted, words)}
      <div class="tiles" part="tiles" data-count=${Math.min(ids.length + 1, 10)}>
        ${repeat(
          ids,
          (id) => id,
          (id) =>
            html`<daily-video-tile part="tile" exportparts="video, label: name-label, avatar, button" session-id=${id}></daily-video-tile>`,
        )}
        <daily-video-tile
          part="tile local-tile"
          exportparts="video, label: name-label, avatar, button"
          class="local"
          session-id=${LOCAL}
        ></daily-video-tile>
      </div>
      <p class="alone muted" role="status">${ids.length === 0 ? words.term('alone') : ''}</p>
      <div class="controls" part="controls" role="group" aria-label=${words.term('controls')}>
        ${renderSwitch('microphone', words.term('microphone'), stage.microphone, stage.microphoneBlocked, actions.setMicrophone)}
        ${renderSwitch('camera', words.term('camera'), stage.camera, stage.cameraBlocked, actions.setCamera)}
        <button type="button" part="button leave" class="danger" @click=${actions.leave}>
          ${icons.leave}<span>${words.term('leave')}</span>
        </button>
      </div>
    </div>
    ${aside}
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
    ${on ? icons[device] : icons[`${device}Off`]}<span>${name}</span>
  </button>`;
}
