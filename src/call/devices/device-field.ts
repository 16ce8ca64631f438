import { nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { html } from '../../elements/base/html.js';
import type { Localize } from '../../elements/base/localize.js';

/** A choice among devices of one kind. */
export interface DeviceField {
  readonly kind: 'camera' | 'microphone' | 'speaker';
  readonly devices: readonly MediaDeviceInfo[];
  /** The device in use, by its id. */
  readonly chosen: string | undefined;
  /** Whether the system may be left to choose. */
  readonly system?: boolean;
  readonly busy?: boolean;
  choose(deviceId: string): void;
}

/**
 * A labelled list of devices.
 *
 * @param field what to draw
 * @param words the language
 */
export function renderDeviceField(field: DeviceField, words: Localize): TemplateResult {
  const { kind, devices, chosen = '', system = false } = field;
  const id = `device-${kind}`;
  const empty = devices.length === 0 && !system;
  // daily-js does not say which one it would take while there is none in use.
  const known = devices.some(({ deviceId }) => deviceId === chosen);
  return html`<div class="field" part="field">
    <label for=${id} part="label">${words.term(kind)}</label>
    <select
      id=${id}
      part="input device"
      ?disabled=${empty}
      aria-busy=${field.busy ? 'true' : 'false'}
      .value=${live(known ? chosen : '')}
      @change=${(event: Event) => field.choose((event.target as HTMLSelectElement).value)}
    >
      ${system ? html`<option value="" ?selected=${!known}>${words.term('systemDevice')}</option>` : nothing}
      ${!system && !empty && !known ? html`<option value="" disabled selected>${words.term('systemDevice')}</option>` : nothing}
      ${empty ? html`<option value="">${words.term('noDevice')}</option>` : nothing}
      ${devices.map(
        ({ deviceId, label }, index) =>
          html`<option value=${deviceId} ?selected=${deviceId === chosen}>
            ${label || `${words.term(kind)} ${words.number(index + 1)}`}
          </option>`,
      )}
    </select>
  </div>`;
}
