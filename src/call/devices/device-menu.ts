import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { onGone } from '../../context/on-gone.js';
import { StoreController } from '../../context/store-controller.js';
import { LOCAL } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import type { Device } from '../../core/owned-call.js';
import { html } from '../../elements/base/html.js';
import { register } from '../../elements/base/register.js';
import { LightDomElement } from '../light-dom-element.js';
import { renderDeviceField } from './device-field.js';
import { DeviceList } from './device-list.js';
import { deviceMenuStyles } from './device-menu.styles.js';
import { MEDIA_KIND, type MediaKind } from './request-devices.js';

/** daily-js's names for a device, in `setInputDevicesAsync()` and in `getInputDevices()`. */
const OPTIONS = { camera: 'videoDeviceId', microphone: 'audioDeviceId' } as const;
const USED = { camera: 'camera', microphone: 'mic' } as const;

/** The menu to choose camera, microphone and speaker during a call. */
export class DeviceMenu extends LightDomElement {
  static override styles = deviceMenuStyles;

  @property({ attribute: false }) store: CallStore | undefined;
  /** Called when Daily uses another camera or microphone. */
  @property({ attribute: false }) deviceChosen: (kind: MediaKind, id: string) => void = () => {};
  @property({ attribute: false }) close: () => void = () => {};

  readonly #call = new StoreController(this, ({ participants, audioOutputId }) => ({
    local: participants[LOCAL],
    audioOutputId,
  }));
  readonly #list = new DeviceList(() => this.#onListed());
  /** The devices that daily-js reports as used, also while they are off. */
  @property({ state: true }) private used: Partial<Record<Device, string>> = {};
  /** Chosen devices that are not in use yet. */
  @property({ state: true }) private pending: Partial<Record<Device, string>> = {};
  @property({ state: true }) private hasFailed = false;

  constructor() {
    super();
    onGone(this, () => this.#list.stop());
    this.addEventListener('keydown', this.#onKeydown);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#list.start();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#call.use(this.store);
  }

  protected override render(): TemplateResult {
    const { words, store } = this;
    const speakers = canChooseSpeaker() ? this.#list.of('audiooutput').filter(isNoAlias) : [];
    return html`${this.#renderInput('microphone')} ${this.#renderInput('camera')}
      ${
        store && speakers.length > 0
          ? renderDeviceField(
              {
                kind: 'speaker',
                devices: speakers,
                chosen: this.#call.value.audioOutputId,
                system: true,
                choose: (id) => (store.sound.audioOutputId = id),
              },
              words,
            )
          : nothing
      }
      <p class="failed" role="alert">${this.hasFailed ? words.term('deviceFailed') : ''}</p>
      <button type="button" class="close" part="button close-devices" @click=${() => this.close()}>
        ${words.term('close')}
      </button>`;
  }

  #renderInput(kind: Device): TemplateResult {
    return renderDeviceField(
      {
        kind,
        devices: this.#list.of(`${MEDIA_KIND[kind]}input`),
        chosen: this.pending[kind] ?? this.#inUse(kind),
        busy: this.pending[kind] !== undefined,
        choose: (id) => void this.#choose(kind, id),
      },
      this.words,
    );
  }

  /** The device of the current track, or the one that daily-js would use. */
  #inUse(kind: Device): string | undefined {
    const track = this.#call.value.local?.tracks?.[MEDIA_KIND[kind]]?.persistentTrack;
    return track?.getSettings().deviceId ?? this.used[kind];
  }

  async #choose(kind: Device, id: string): Promise<void> {
    const port = this.store?.port;
    if (!port?.setInputDevicesAsync) return;
    this.pending = { ...this.pending, [kind]: id };
    this.hasFailed = false;
    const isAccepted = await port.setInputDevicesAsync({ [OPTIONS[kind]]: id }).then(
      () => true,
      () => false,
    );
    if (isAccepted) this.deviceChosen(MEDIA_KIND[kind], id);
    // Another device has been chosen since.
    if (this.pending[kind] !== id) return;
    this.pending = { ...this.pending, [kind]: undefined };
    this.hasFailed ||= !isAccepted;
    await this.#list.refresh();
  }

  #onListed(): void {
    const { store } = this;
    const speaker = store?.snapshot.audioOutputId;
    // The speaker was unplugged: fall back to the system's default.
    if (store && speaker && !this.#list.of('audiooutput').some(({ deviceId }) => deviceId === speaker))
      store.sound.audioOutputId = '';
    void this.#readUsed();
    this.requestUpdate();
  }

  async #readUsed(): Promise<void> {
    const devices = await this.store?.port?.getInputDevices?.().catch(() => undefined);
    if (!devices) return;
    const used: Partial<Record<Device, string>> = {};
    for (const kind of ['camera', 'microphone'] as const) {
      // Missing where the browser refuses to list devices, unlike in daily-js's types.
      const device = devices[USED[kind]] as MediaDeviceInfo | undefined;
      if (device?.deviceId !== undefined) used[kind] = device.deviceId;
    }
    this.used = { ...this.used, ...used };
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    // Closes no dialog around it.
    event.preventDefault();
    this.close();
  };
}

/** Chromium lists the system's devices a second time under these aliases. */
function isNoAlias({ deviceId }: MediaDeviceInfo): boolean {
  return deviceId !== 'default' && deviceId !== 'communications';
}

function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

register('daily-knock-devices', DeviceMenu);
