import { html, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/async-directive.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { CameraCode } from '../../../core/errors.js';
import { renderDeviceField } from '../devices/device-field.js';
import { DeviceList } from '../devices/device-list.js';
import { drawnApart, type Apart } from '../drawn-apart.js';
import { icons } from '../icons.js';
import type { Localize } from '../localize.js';
import { LevelMeter } from './level-meter.js';
import { mirrorStyles } from './mirror.styles.js';
import { tryDevices, type DeviceIds } from './try-devices.js';

/** What the mirror is about. */
export interface MirrorEnv {
  readonly words: Localize;
  /** What was chosen before. */
  readonly ids: DeviceIds;
  /** These are seen and heard now. */
  chosen(ids: DeviceIds): void;
  /** It is over, for whatever reason: nothing is asked for again by itself. */
  close(): void;
  /** The visitor switches it off. */
  leave(): void;
}

/** One's own picture and voice, before anybody else has them. */
class Mirror implements Apart<MirrorEnv> {
  readonly #redraw: () => void;
  readonly #list = new DeviceList(() => this.#redraw());
  readonly #meter = new LevelMeter();
  readonly #bar = createRef<HTMLElement>();
  #env: MirrorEnv | undefined;
  #stream: MediaStream | undefined;
  #problems: readonly CameraCode[] = [];
  #wished: DeviceIds = {};
  /** Grows with each question, so that a late answer to an earlier one is known. */
  #question = 0;
  #isAsking = false;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  start(): void {
    this.#list.start();
  }

  end(): void {
    this.#question += 1;
    this.#list.stop();
    this.#release();
    this.#env?.close();
  }

  render(env: MirrorEnv): TemplateResult {
    const isFirst = !this.#env;
    this.#env = env;
    if (isFirst) void this.#ask(env.ids);
    const { words } = env;
    const video = this.#track('video');
    const audio = this.#track('audio');
    return html`<div
      class="mirror-view"
      tabindex="-1"
      data-mirror
      role="group"
      aria-label=${words.term('mirrorPicture')}
    >
      <div class="mirror-frame" part="mirror-picture">
        ${
          video
            ? html`<video
                part="video"
                autoplay
                playsinline
                disablepictureinpicture
                .muted=${true}
                .srcObject=${this.#stream ?? null}
                aria-hidden="true"
              ></video>`
            : html`<p role="status">${this.#isAsking ? words.term('mirrorAsking') : icons.cameraOff}</p>`
        }
      </div>
      ${this.#problems.map(
        (code) =>
          html`<div class="alert notice" part="alert" role="alert" data-code=${code}>
            ${icons.alert}
            <p>
              <strong>${words.term(`title: ${code}`)}</strong>
              ${words.term(code === 'camera-undefined-mediadevices' ? `hint: ${code}` : 'mirrorHint')}
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
            ? html`<button type="button" part="button" @click=${() => void this.#ask(env.ids)}>
                ${words.term('tryAgain')}
              </button>`
            : nothing
        }
        <button type="button" part="button end-mirror" @click=${env.leave}>${words.term('endTrial')}</button>
      </div>
    </div>`;
  }

  #renderField(kind: 'camera' | 'microphone', { words }: MirrorEnv): TemplateResult {
    const media = kind === 'camera' ? 'video' : 'audio';
    return renderDeviceField(
      {
        kind,
        devices: this.#list.of(`${media}input`),
        // While it is being asked for it is the one that was wished for.
        chosen: this.#track(media)?.getSettings().deviceId ?? this.#wished[media],
        busy: this.#isAsking,
        choose: (id) => this.#choose({ ...this.#ids, [media]: id }),
      },
      words,
    );
  }

  #track(kind: 'audio' | 'video'): MediaStreamTrack | undefined {
    return this.#stream?.getTracks().find((track) => track.kind === kind && track.readyState === 'live');
  }

  /** What is seen and heard now. */
  get #ids(): DeviceIds {
    const video = this.#track('video')?.getSettings().deviceId;
    const audio = this.#track('audio')?.getSettings().deviceId;
    return { ...(video ? { video } : {}), ...(audio ? { audio } : {}) };
  }

  #choose(ids: DeviceIds): void {
    // Whoever goes in before the picture is there goes in with what they have chosen.
    this.#env?.chosen(ids);
    void this.#ask(ids);
  }

  async #ask(ids: DeviceIds): Promise<void> {
    const question = (this.#question += 1);
    // A camera that is in use may not be had a second time, not even by the same page.
    this.#release();
    this.#problems = [];
    this.#wished = ids;
    this.#isAsking = true;
    this.#later();
    const { stream, problems } = await tryDevices(ids);
    if (question !== this.#question) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    this.#stream = stream;
    this.#problems = problems;
    this.#isAsking = false;
    for (const track of stream.getTracks()) track.addEventListener('ended', this.#redraw);
    this.#redraw();
    this.#meter.follow(this.#track('audio'), this.#bar.value ?? null);
    if (stream.getTracks().length > 0) this.#env?.chosen(this.#ids);
    // With the permission come the names.
    await this.#list.refresh();
  }

  /** Not while it is being drawn. */
  #later(): void {
    queueMicrotask(this.#redraw);
  }

  #release(): void {
    this.#meter.stop();
    for (const track of this.#stream?.getTracks() ?? []) {
      track.removeEventListener('ended', this.#redraw);
      track.stop();
    }
    this.#stream = undefined;
  }
}

/** Draws the mirror. */
export const mirror: (env: MirrorEnv) => DirectiveResult = drawnApart<MirrorEnv>(Mirror, mirrorStyles);
