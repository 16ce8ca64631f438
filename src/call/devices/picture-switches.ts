import { nothing, type TemplateResult } from 'lit';
import type { Device } from '../../core/owned-call.js';
import { html } from '../../elements/base/html.js';
import type { Localize } from '../../elements/base/localize.js';
import { callIcons } from '../../elements/styles/call-icons.js';

/** Which devices are on, and which the room does not allow. */
export interface DeviceSwitches {
  readonly camera: boolean;
  readonly cameraBlocked?: boolean;
  readonly microphone: boolean;
  readonly microphoneBlocked?: boolean;
}

interface Actions {
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
}

/** The switches on the lower edge of the visitor's own picture before the call. `more` is one more button. */
export function renderPictureSwitches(
  { camera, cameraBlocked = false, microphone, microphoneBlocked = false }: DeviceSwitches,
  { setCamera, setMicrophone }: Actions,
  words: Localize,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="switches" part="controls" role="group" aria-label=${words.term('controls')}>
    ${renderSwitch('microphone', words, microphone, microphoneBlocked, setMicrophone, true)}
    ${renderSwitch('camera', words, camera, cameraBlocked, setCamera, true)} ${more}
  </div>`;
}

/** A switch of a call, with its word or as an icon. */
export function renderSwitch(
  device: Device,
  words: Localize,
  on: boolean,
  isBlocked: boolean,
  set: (on: boolean) => void,
  isIcon = false,
): TemplateResult {
  const label = words.term(device);
  return html`<button
    type="button"
    part="button ${device}"
    class=${on ? 'on' : 'off'}
    aria-pressed=${on}
    aria-disabled=${isBlocked}
    title=${isIcon ? label : nothing}
    @click=${() => {
      if (!isBlocked) set(!on);
    }}
  >
    ${on ? callIcons[device] : callIcons[`${device}Off`]}<span class=${isIcon ? 'visually-hidden' : ''}>${label}</span>
  </button>`;
}

/** The menu of devices, and the button that opens it. */
export interface DevicesButton {
  readonly isOpen: boolean;
  /** The open menu, once it is loaded. */
  readonly content: TemplateResult | undefined;
  toggle(): void;
}

/** The button of the device menu, with its word or as an icon. */
export function renderDevicesButton(
  { isOpen, content, toggle }: DevicesButton,
  words: Localize,
  isIcon = false,
): TemplateResult {
  const label = words.term('devices');
  return html`<button
    type="button"
    part="button devices-button"
    aria-expanded=${isOpen}
    aria-controls=${content ? 'devices' : nothing}
    data-devices
    title=${isIcon ? label : nothing}
    @click=${toggle}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !isOpen) return;
      event.stopPropagation();
      event.preventDefault();
      toggle();
    }}
  >
    ${callIcons.devices}<span class=${isIcon ? 'visually-hidden' : ''}>${label}</span>
  </button>`;
}
