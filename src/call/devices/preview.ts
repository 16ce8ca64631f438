import { nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/async-directive.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { CameraCode } from '../../core/errors.js';
import { renderDeviceField } from './device-field.js';
import { DeviceList } from './device-list.js';
import type { LocalDevices } from './local-devices.js';
import type { DeviceIds } from './request-devices.js';
import { drawnApart, type Apart } from '../drawn-apart.js';
import { html } from '../../elements/base/html.js';
import { callIcons } from '../../elements/styles/call-icons.js';
import { icons } from '../../elements/styles/icons.js';
import type { Localize } from '../../elements/base/localize.js';
import { LevelMeter } from './level-meter.js';
import { previewStyles } from './preview.styles.js';

/** What the mirror is about. */
export interface PreviewEnv {
  readonly words: Localize;
  /** Opens camera and microphone, and hands them on to the call. */
  readonly devices: LocalDevices;
  /** It is over, for whatever reason: nothing is asked for again by itself. */
  close(): void;
  /** The visitor switches it off. */
  leave(): void;
}

/** One's own picture and voice, before anybody else has them. */
class Preview implements Apart<PreviewEnv> {
  readonly #redraw: () => void;
  readonly #list = new DeviceList(() => this.#redraw());
  readonly #meter = new LevelMeter();
  readonly #bar = createRef<HTMLElement>();
  #env: PreviewEnv | undefined;
  #stream: MediaStream | undefined;
  #problems: readonly CameraCode[] = [];
  #isAsking = false;
  #isOver = false;
  #question = 0;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  start(): void {
    this.#list.start();
  }

  end(): void {
    this.#isOver = true;
    this.#list.stop();
    this.#letGo();
    this.#env?.close();
  }

  render(env: PreviewEnv): TemplateResult {
    const isFirst = !this.#env;
    this.#env = env;
    if (isFirst) void this.#ask(env.devices.ids);
    const { words } = env;
    const video = this.#track('video');
    const audio = this.#track('audio');
    return html`<div
      class="mirror-view"
      tabindex="-1"
      data-mirror
      role="group"
      aria-label=${words.term('previewVideo')}
    >
      <div class="mirror-frame" part="preview-video">
        ${
          video
            ? html`<video
                part="video"
                autoplay
                playsinline
                disablepictureinpicture
                .muted=${true}
                .srcObject=${this.#stream ?? null}
                ${ref(play)}
                aria-hidden="true"
              ></video>`
            : html`<p role="status">${this.#isAsking ? words.term('previewAsking') : callIcons.cameraOff}</p>`
        }
      </div>
      ${this.#problems.map(
        (code) =>
          html`<div class="alert notice" part="alert" role="alert" data-code=${code}>
            ${icons.alert}
            <p>
              <strong>${words.term(`title: ${code}`)}</strong>
              ${words.term(code === 'camera-undefined-mediadevices' ? `hint: ${code}` : 'previewHint')}
            </p>
          </div>`,
      )}
      <div
        class="level"
        part="level"
        role="meter"
        aria-label=${words.term('micLevel')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow="0"
        ?hidden=${!audio}
        ${ref(this.#bar)}
      ></div>
      ${this.#stream ? [this.#renderField('microphone', env), this.#renderField('camera', env)] : nothing}
      <div class="actions">
        ${
          this.#problems.length > 0
            ? html`<button type="button" part="button" @click=${() => void this.#ask(env.devices.ids)}>
                ${words.term('tryAgain')}
              </button>`
            : nothing
        }
        <button type="button" part="button close-preview" @click=${env.leave}>${words.term('closePreview')}</button>
      </div>
    </div>`;
  }

  #renderField(kind: 'camera' | 'microphone', { words, devices }: PreviewEnv): TemplateResult {
    const media = kind === 'camera' ? 'video' : 'audio';
    return renderDeviceField(
      {
        kind,
        devices: this.#list.of(`${media}input`),
        // While it is being asked for it is the one that was wished for.
        chosen: this.#track(media)?.getSettings().deviceId ?? devices.ids[media],
        busy: this.#isAsking,
        choose: (id) => void this.#ask({ ...devices.ids, [media]: id }),
      },
      words,
    );
  }

  #track(kind: 'audio' | 'video'): MediaStreamTrack | undefined {
    return this.#env?.devices.tracks[kind];
  }

  async #ask(ids: DeviceIds): Promise<void> {
    const { devices } = this.#env!;
    this.#letGo();
    this.#problems = [];
    this.#isAsking = true;
    // Not while it is being drawn.
    queueMicrotask(this.#redraw);
    const question = (this.#question += 1);
    const problems = await devices.preview(ids);
    // On the way into a call the answer is the call's.
    if (this.#isOver || question !== this.#question) return;
    this.#isAsking = false;
    if (!problems) return this.#redraw();
    const tracks = Object.values(devices.tracks);
    this.#stream = new MediaStream(tracks);
    this.#problems = problems;
    for (const track of tracks) track.addEventListener('ended', this.#redraw);
    this.#redraw();
    this.#meter.follow(this.#track('audio'), this.#bar.value ?? null);
    // With the permission come the names.
    await this.#list.refresh();
  }

  #letGo(): void {
    this.#meter.stop();
    for (const track of this.#stream?.getTracks() ?? []) track.removeEventListener('ended', this.#redraw);
    this.#stream = undefined;
  }
}

/** Browsers pause what is taken out of its page, and leave it paused when it is put back. */
function play(video: Element | undefined): void {
  if (video instanceof HTMLMediaElement) void video.play().catch(() => {});
}

/** Draws the mirror. */
export const preview: (env: PreviewEnv) => DirectiveResult = drawnApart<PreviewEnv>(Preview, previewStyles);
