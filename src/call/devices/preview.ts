import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import { onGone } from '../../context/on-gone.js';
import { displayName } from '../../core/display-name.js';
import type { CameraCode } from '../../core/errors.js';
import type { Device } from '../../core/owned-call.js';
import type { CallOptions } from '../../daily/create-call.js';
import { html } from '../../elements/base/html.js';
import { register } from '../../elements/base/register.js';
import { callIcons } from '../../elements/styles/call-icons.js';
import { icons } from '../../elements/styles/icons.js';
import { LightDomElement } from '../light-dom-element.js';
import type { ConnectionQuality } from './connection-check.js';
import { renderDeviceField } from './device-field.js';
import { DeviceList } from './device-list.js';
import { LevelMeter } from './level-meter.js';
import type { LocalDevices } from './local-devices.js';
import { renderPictureSwitches } from './picture-switches.js';
import { previewStyles } from './preview.styles.js';
import { type DeviceIds, KINDS, MEDIA_KIND, type MediaKind } from './request-devices.js';

/** The preview of camera and microphone before a call. */
export class Preview extends LightDomElement {
  static override styles = previewStyles;

  @property({ attribute: false }) devices: LocalDevices | undefined;
  @property({ attribute: false }) userName = '';
  /** Whether the visitor wants the camera on, in the preview and then in the call. */
  @property({ attribute: false }) camera = true;
  @property({ attribute: false }) microphone = true;
  /** Whether a call is about to take over the devices: then there is only the picture. */
  @property({ attribute: false }) isConnecting = false;
  @property({ attribute: false }) switch: (kind: MediaKind, on: boolean) => void = () => {};
  /** Called when the visitor switches the preview off. */
  @property({ attribute: false }) close: () => void = () => {};
  /** Returns the options for a call that the connection check makes. */
  @property({ attribute: false }) callOptions: () => CallOptions = () => ({});

  readonly #list = new DeviceList(() => this.requestUpdate());
  readonly #meter = new LevelMeter();
  /** The tracks that are watched for their end. */
  #watched: readonly MediaStreamTrack[] = [];
  @property({ state: true }) private stream: MediaStream | undefined;
  @property({ state: true }) private problems: readonly CameraCode[] = [];
  @property({ state: true }) private isAsking = false;
  /** The connection check under way. */
  @property({ state: true }) private check: AbortController | undefined;
  @property({ state: true }) private quality: ConnectionQuality | undefined;

  constructor() {
    super();
    onGone(this, () => {
      this.#list.stop();
      this.#stopMeter();
    });
    // At once, and not when it has been gone for a while: the call that begins needs the connection.
    this.addController({ hostDisconnected: () => this.#stopCheck() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#list.start();
    window.addEventListener('pagehide', this.#onPageHide);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#onPageHide);
  }

  /** In the back/forward cache the browser ends the devices, without an event. */
  readonly #onPageHide = (): void => this.close();

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.isConnecting) {
      this.#stopMeter();
      // The call that begins needs the connection.
      this.#stopCheck();
    } else if (this.devices && (changed.has('camera') || changed.has('microphone'))) void this.#open(this.devices.ids);
  }

  protected override render(): TemplateResult {
    const { words, isConnecting } = this;
    const name = displayName(this.userName);
    return html`<div class="frame video" part="preview-video">
        ${
          this.#track('video')
            ? html`<video
                part="video"
                autoplay
                playsinline
                disablepictureinpicture
                .muted=${true}
                .srcObject=${this.stream ?? null}
                ${ref(play)}
                aria-hidden="true"
              ></video>`
            : html`<p role="status">${this.isAsking ? words.term('previewAsking') : callIcons.cameraOff}</p>`
        }
        ${
          this.isAsking
            ? nothing
            : html`<p class="label" part="name-label" aria-hidden="true">
                <bdi dir=${words.dir()}>${name ? words.term('you', name) : words.term('youAlone')}</bdi>
              </p>`
        }
        ${isConnecting ? nothing : this.#renderControls()}
      </div>
      ${isConnecting ? nothing : this.#renderMore()}`;
  }

  #renderControls(): TemplateResult {
    const { words } = this;
    const close = words.term('closePreview');
    return html`<button
        type="button"
        class="close"
        part="button close-preview"
        title=${close}
        @click=${() => this.close()}
      >
        ${callIcons.close}<span class="visually-hidden">${close}</span>
      </button>
      ${renderPictureSwitches(
        { camera: this.#isOn('video'), microphone: this.#isOn('audio') },
        { setCamera: (on) => this.#set('video', on), setMicrophone: (on) => this.#set('audio', on) },
        words,
      )}
      <div
        class="level"
        part="level"
        role="meter"
        aria-label=${words.term('micLevel')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow="0"
        ?hidden=${!this.#track('audio')}
      ></div>`;
  }

  /** Below the picture. */
  #renderMore(): TemplateResult {
    const { words } = this;
    return html`${this.problems.map(
        (code) =>
          html`<div class="alert notice" part="alert" role="alert" data-code=${code}>
            ${icons.alert}
            <p>
              <strong>${words.term(`title: ${code}`)}</strong>
              ${words.term(code === 'camera-undefined-mediadevices' ? `hint: ${code}` : 'previewHint')}
            </p>
          </div>`,
      )}
      ${this.stream ? html`<div class="choice">${this.#renderField('microphone')}${this.#renderField('camera')}</div>` : nothing}
      <div class="actions">
        ${
          this.problems.length > 0
            ? html`<button type="button" part="button" @click=${() => void this.#open(this.devices!.ids)}>
                ${words.term('tryAgain')}
              </button>`
            : nothing
        }
        <button type="button" class="quiet" part="button check-connection" @click=${this.#onCheck}>
          ${words.term(this.check ? 'stopCheck' : 'checkConnection')}
        </button>
      </div>
      ${this.#renderCheck()}`;
  }

  /** A live region, which is there before it says something. */
  #renderCheck(): TemplateResult {
    const { words, quality } = this;
    return html`<div class="check" role="status">
      ${this.check ? html`<p part="check">${words.term('checking')}</p>` : nothing}
      ${
        quality
          ? html`<p part="check" data-quality=${quality}>
              <strong>${words.term(`quality: ${quality}`)}</strong> ${words.term(`advice: ${quality}`)}
            </p>`
          : nothing
      }
    </div>`;
  }

  readonly #onCheck = (): void => {
    if (this.check) this.#stopCheck();
    else void this.#startCheck();
  };

  async #startCheck(): Promise<void> {
    const check = new AbortController();
    this.check = check;
    this.quality = undefined;
    const quality = await import('./connection-check.js')
      .then(({ checkConnection }) => checkConnection(this.callOptions(), this.#track('video'), check.signal))
      .catch(() => 'failed' as const);
    // Stopped meanwhile.
    if (this.check !== check) return;
    this.check = undefined;
    this.quality = quality;
  }

  #stopCheck(): void {
    this.check?.abort();
    this.check = undefined;
  }

  #renderField(kind: Device): TemplateResult {
    const devices = this.devices!;
    const media = MEDIA_KIND[kind];
    return renderDeviceField(
      {
        kind,
        devices: this.#list.of(`${media}input`),
        // During a prompt, the requested device.
        chosen: this.#track(media)?.getSettings().deviceId ?? devices.ids[media],
        busy: this.isAsking,
        choose: (id) => void this.#open({ ...devices.ids, [media]: id }),
      },
      this.words,
    );
  }

  #track(kind: MediaKind): MediaStreamTrack | undefined {
    return this.devices?.tracks[kind];
  }

  #wants(kind: MediaKind): boolean {
    return kind === 'video' ? this.camera : this.microphone;
  }

  #isOn(kind: MediaKind): boolean {
    return this.#wants(kind) && (this.isAsking || this.#track(kind) !== undefined);
  }

  #set(kind: MediaKind, on: boolean): void {
    // A device that is wanted but could not be opened, or was unplugged, is tried again.
    if (on && this.#wants(kind)) void this.#open(this.devices!.ids);
    else this.switch(kind, on);
  }

  async #open(ids: DeviceIds): Promise<void> {
    const devices = this.devices!;
    this.#stopMeter();
    // It sends the camera, which may be stopped here.
    this.#stopCheck();
    this.problems = [];
    this.isAsking = true;
    const wanted = KINDS.filter((kind) => this.#wants(kind));
    const problems = await devices.preview(wanted, ids);
    // Opened again meanwhile, or closed.
    if (!problems) return;
    this.isAsking = false;
    this.quality = undefined;
    this.problems = problems;
    const { video } = devices.tracks;
    if (!this.stream || this.stream.getVideoTracks()[0] !== video) this.stream = new MediaStream(video ? [video] : []);
    await this.updateComplete;
    if (this.isConnecting || !this.isConnected) return;
    this.#watched = Object.values(devices.tracks);
    for (const track of this.#watched) track.addEventListener('ended', this.#onEnded);
    this.#meter.follow(this.#track('audio'), this.querySelector<HTMLElement>('.level'));
    // The permission reveals the devices' names.
    await this.#list.refresh();
  }

  readonly #onEnded = (): void => this.requestUpdate();

  #stopMeter(): void {
    this.#meter.stop();
    for (const track of this.#watched) track.removeEventListener('ended', this.#onEnded);
  }
}

/** Browsers pause a video that is removed from the page, and do not resume it when it is put back. */
function play(video: Element | undefined): void {
  if (video instanceof HTMLMediaElement) void video.play().catch(() => {});
}

register('daily-knock-preview', Preview);
