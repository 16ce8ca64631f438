import { nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/async-directive.js';
import type { CallStore } from '../../core/call-store.js';
import { drawnApart, type Apart } from '../drawn-apart.js';
import { html } from '../../elements/base/html.js';
import type { Localize } from '../../elements/base/localize.js';
import { renderDeviceField } from './device-field.js';
import { DeviceList } from './device-list.js';
import { deviceMenuStyles } from './device-menu.styles.js';
import type { MediaKind } from './request-devices.js';

/** What the menu is about. */
export interface DeviceMenuEnv {
  readonly store: CallStore;
  readonly words: Localize;
  /** Daily uses another camera or microphone from now on. */
  chosen(kind: MediaKind, id: string): void;
  close(): void;
}

type Input = 'camera' | 'microphone';

/** What daily-js calls a device's id, when it is set and when it is told. */
const OPTIONS = { camera: 'videoDeviceId', microphone: 'audioDeviceId' } as const;
const TOLD = { camera: 'camera', microphone: 'mic' } as const;
const TRACKS = { camera: 'video', microphone: 'audio' } as const;

/** Camera, microphone and speaker of a call, to choose from. */
class DeviceMenu implements Apart<DeviceMenuEnv> {
  readonly #redraw: () => void;
  readonly #list = new DeviceList(() => this.#listed());
  #env: DeviceMenuEnv | undefined;
  /** What daily-js says that it uses; known for those that are off, too. */
  #told: Partial<Record<Input, string>> = {};
  /** What has been chosen and is not in use yet. */
  readonly #wanted: Partial<Record<Input, string>> = {};
  #failed = false;
  #ended = false;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  start(): void {
    this.#list.start();
  }

  end(): void {
    this.#ended = true;
    this.#list.stop();
  }

  render(env: DeviceMenuEnv): TemplateResult {
    this.#env = env;
    const { words, store } = env;
    const speakers = canChooseSpeaker() ? this.#list.of('audiooutput').filter(isNoAlias) : [];
    return html`<div
      class="devices"
      id="devices"
      part="devices"
      role="group"
      aria-label=${words.term('devices')}
      @keydown=${this.#onKeydown}
    >
      ${this.#renderInput('microphone', 'audioinput', env)} ${this.#renderInput('camera', 'videoinput', env)}
      ${
        speakers.length > 0
          ? renderDeviceField(
              {
                kind: 'speaker',
                devices: speakers,
                chosen: store.snapshot.audioOutputId,
                system: true,
                choose: (id) => (store.sound.audioOutputId = id),
              },
              words,
            )
          : nothing
      }
      <p class="failed" role="alert">${this.#failed ? words.term('deviceFailed') : ''}</p>
      <button type="button" class="close" part="button close-devices" @click=${env.close}>
        ${words.term('close')}
      </button>
    </div>`;
  }

  #renderInput(kind: Input, mediaKind: MediaDeviceKind, { words }: DeviceMenuEnv): TemplateResult {
    return renderDeviceField(
      {
        kind,
        devices: this.#list.of(mediaKind),
        chosen: this.#wanted[kind] ?? this.#inUse(kind),
        busy: this.#wanted[kind] !== undefined,
        choose: (id) => void this.#choose(kind, id),
      },
      words,
    );
  }

  /** The device whose track is there; without one what daily-js would take. */
  #inUse(kind: Input): string | undefined {
    const track = this.#env?.store.snapshot.participants['local']?.tracks?.[TRACKS[kind]]?.persistentTrack;
    return track?.getSettings().deviceId ?? this.#told[kind];
  }

  async #choose(kind: Input, id: string): Promise<void> {
    const port = this.#env?.store.port;
    if (!port?.setInputDevicesAsync) return;
    this.#wanted[kind] = id;
    this.#failed = false;
    this.#redraw();
    const answered = await port.setInputDevicesAsync({ [OPTIONS[kind]]: id }).then(
      () => true,
      () => false,
    );
    if (answered) this.#env?.chosen(TRACKS[kind], id);
    // Where another one has been chosen meanwhile, the answer to that counts.
    if (this.#ended || this.#wanted[kind] !== id) return;
    delete this.#wanted[kind];
    this.#failed ||= !answered;
    await this.#list.refresh();
  }

  #listed(): void {
    const { store } = this.#env ?? {};
    const speaker = store?.snapshot.audioOutputId;
    // It has been pulled out: the sound goes on from where the system sends it.
    if (store && speaker && !this.#list.of('audiooutput').some(({ deviceId }) => deviceId === speaker))
      store.sound.audioOutputId = '';
    void this.#ask();
    this.#redraw();
  }

  async #ask(): Promise<void> {
    const devices = await this.#env?.store.port?.getInputDevices?.().catch(() => undefined);
    if (this.#ended || !devices) return;
    for (const kind of ['camera', 'microphone'] as const) {
      const device = devices[TOLD[kind]];
      if ('deviceId' in device) this.#told[kind] = device.deviceId;
    }
    this.#redraw();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#env?.close();
  };
}

/** Chromium lists the system's choice once more under names of its own. */
function isNoAlias({ deviceId }: MediaDeviceInfo): boolean {
  return deviceId !== 'default' && deviceId !== 'communications';
}

function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

/** Draws the menu. */
export const deviceMenu: (env: DeviceMenuEnv) => DirectiveResult = drawnApart<DeviceMenuEnv>(
  DeviceMenu,
  deviceMenuStyles,
);
