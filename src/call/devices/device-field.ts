import { nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Device } from '../../core/owned-call.js';
import { html } from '../../elements/base/html.js';
import type { Localize } from '../../elements/base/localize.js';

/** A field to choose a device of one kind. */
export interface DeviceField {
  readonly kind: Device | 'speaker';
  readonly devices: readonly MediaDeviceInfo[];
  /** The id of the device in use. */
  readonly chosen: string | undefined;
  /** Whether the system's default is an option. */
  readonly system?: boolean;
  readonly busy?: boolean;
  choose(deviceId: string): void;
}

export function renderDeviceField(field: DeviceField, words: Localize): TemplateResult {
  const { kind, devices, chosen = '', system = false } = field;
  const id = `device-${kind}`;
  const empty = devices.length === 0 && !system;
  // While no device is in use, daily-js may not report which one it would use.
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
