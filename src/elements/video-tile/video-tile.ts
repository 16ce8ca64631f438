import type { DailyParticipant, DailyTrackState } from '@daily-co/daily-js';
import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSound, SoundPlayer } from '../../core/call-sound.js';
import { displayName } from '../../core/display-name.js';
import { isOn, isReceived, selectTile } from '../../core/selectors.js';
import { reportOn } from '../../events.js';
import { en } from '../../i18n/en.js';
import { completeEnglish } from '../../i18n/registry.js';
import { renderAvatar } from '../base/avatar.js';
import { ConsumerElement } from '../base/consumer-element.js';
import { html } from '../base/html.js';
import { avatarStyles } from '../styles/avatar.styles.js';
import { buttons } from '../styles/buttons.styles.js';
import { callStyles } from '../styles/call.styles.js';
import { callIcons } from '../styles/call-icons.js';
import { nameLabelStyles } from '../styles/name-label.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { playOn, playTrack, resume } from './play-track.js';
import { tileStyles } from './video-tile.styles.js';

completeEnglish(en);

/** Daily's track states. */
export type TrackState = DailyTrackState['state'];

/**
 * A participant of the call: their video, their name, and which devices are off. Plays the sound of remote participants.
 *
 * It uses the call of the nearest call element above it, of the call element named by `for`, or the one set as `call`.
 *
 * @tagname daily-video-tile
 *
 * @attr {string} video-state - Daily's state of the video track. Set by the element.
 * @attr {string} audio-state - Daily's state of the audio track. Set by the element.
 * @attr {boolean} speaking - Whether the participant is the active speaker. Set by the element.
 *
 * @csspart tile - The whole tile.
 * @csspart video - The video.
 * @csspart avatar - The initials shown in place of a video.
 * @csspart label - The name, with the sign that the microphone is off.
 * @csspart muted-mark - The sign that the microphone is off.
 * @csspart weak-mark - The sign that the connection is weak.
 * @csspart button - The button that starts blocked sound, unless a call element offers one for the whole call.
 * @csspart primary - The same button.
 */
export class DailyVideoTile extends ConsumerElement {
  static override styles = [tokens, buttons, callStyles, avatarStyles, nameLabelStyles, tileStyles];

  /** @internal */
  protected override readonly consumer = new CallConsumer(
    this,
    (snapshot) => selectTile(snapshot, this.sessionId),
    reportOn(this),
  );
  /** Whether the browser refuses to play sound without a click. */
  #soundRefused = false;
  /** The sound of the call, once this tile has played its part of it. */
  #callSound: CallSound | undefined;
  /** Whether the button had the focus before an update. */
  #hadFocus = false;
  readonly #player: SoundPlayer = {
    play: async () => {
      const plays = await resume(this.renderRoot.querySelector('audio'));
      if (plays && this.#soundRefused) {
        this.#soundRefused = false;
        this.requestUpdate();
      }
      return plays;
    },
  };

  /** The participant: a session id, or `local`. */
  @property({ attribute: 'session-id', reflect: true, useDefault: true }) sessionId = '';
  /** Whether not to play the participant's sound. */
  @property({ type: Boolean, reflect: true, useDefault: true }) muted = false;
  /** Whether to show the visitor's own camera as others see it, not mirrored. */
  @property({ attribute: 'no-mirror', type: Boolean, reflect: true, useDefault: true }) noMirror = false;
  /** How the video fills the tile: cropped to it, or whole within it. */
  @property({ reflect: true, useDefault: true }) fit: 'cover' | 'contain' = 'cover';

  /** Daily's state of the video track. Reflected as `video-state`. Default: `off`. */
  get videoState(): TrackState {
    return this.#participant?.tracks?.video?.state ?? 'off';
  }

  /** Daily's state of the audio track. Reflected as `audio-state`. Default: `off`. */
  get audioState(): TrackState {
    return this.#participant?.tracks?.audio?.state ?? 'off';
  }

  get #participant(): DailyParticipant | undefined {
    return this.consumer.value.participant;
  }

  get #videoTrack(): MediaStreamTrack | undefined {
    return playable(this.#participant?.tracks?.video);
  }

  get #audioTrack(): MediaStreamTrack | undefined {
    const participant = this.#participant;
    return participant && !participant.local && !this.muted ? playable(participant.tracks?.audio) : undefined;
  }

  /** @internal */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'video-state', 'audio-state', 'speaking'];
  }

  /** @internal */
  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    // Libraries that morph a page into the server's version remove attributes that are not in it.
    if (this.hasUpdated && old !== value) this.#reflect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A media element that is not in the page keeps playing.
    this.#play(undefined, undefined);
    this.#reportRefused(false);
  }

  /** @internal */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('sessionId')) this.consumer.reselect();
    this.#hadFocus = this.#hasFocus;
    if (this.#audioTrack) return;
    this.#soundRefused = false;
    this.#reportRefused(false);
  }

  /** @internal */
  protected override updated(): void {
    this.#reflect();
    if (this.isConnected) this.#play(this.#videoTrack, this.#audioTrack);
    // From the button, which goes when the sound starts.
    if (this.#hadFocus && !this.#hasFocus) this.#focusTile();
  }

  get #hasFocus(): boolean {
    return Boolean(this.shadowRoot?.activeElement);
  }

  #focusTile(): void {
    const tile = this.shadowRoot?.querySelector<HTMLElement>('.tile');
    if (!tile) return;
    // Not in the template, as a press on a tile should leave the focus where it is.
    tile.tabIndex = -1;
    tile.focus();
  }

  #reflect(): void {
    this.setAttribute('video-state', this.videoState);
    this.setAttribute('audio-state', this.audioState);
    this.toggleAttribute('speaking', this.consumer.value.speaking);
  }

  /** @internal */
  protected override render(): TemplateResult {
    const { participant, speaking, weak, hasSoundPrompt } = this.consumer.value;
    const name = displayName(participant?.user_name);
    const label = participant?.local
      ? name
        ? this.words.term('you', name)
        : this.words.term('youAlone')
      : name || this.words.term('noName');
    const seen = this.#videoTrack !== undefined;
    const isCameraOff = !isOn(this.videoState);
    const isMicOff = !isOn(this.audioState);
    const described = [label];
    if (isCameraOff) described.push(this.words.term('isCameraOff'));
    if (isMicOff) described.push(this.words.term('isMicOff'));
    if (weak) described.push(this.words.term('isWeak'));
    if (speaking) described.push(this.words.term('isSpeaking'));
    return html`<div
      class="tile ${speaking ? 'speaking' : ''}"
      part="tile"
      role=${participant ? 'group' : nothing}
      lang=${this.words.lang()}
      dir=${this.words.dir()}
      aria-label=${participant ? this.words.parts(described) : nothing}
    >
      <video
        part="video"
        class=${participant?.local && !this.noMirror ? 'mirrored' : ''}
        autoplay
        playsinline
        disablepictureinpicture
        .muted=${true}
        ?hidden=${!seen}
        aria-hidden="true"
      ></video>
      <audio autoplay></audio>
      ${seen || !participant ? nothing : renderAvatar(name || label, this.words)}
      ${
        participant
          ? html`<p class=${participant.local ? 'label own' : 'label'} part="label" aria-hidden="true">
                ${isMicOff ? html`<span part="muted-mark">${callIcons.microphoneOff}</span>` : nothing}<bdi
                  dir=${participant.local ? this.words.dir() : 'auto'}
                  lang=${name && !participant.local ? this.words.tag : nothing}
                  translate=${name && !participant.local ? 'no' : nothing}
                  >${label}</bdi
                >
              </p>
              ${weak ? html`<span class="weak" part="weak-mark" aria-hidden="true">${callIcons.weak}</span>` : nothing}`
          : nothing
      }
      ${
        this.#soundRefused && !hasSoundPrompt
          ? html`<button type="button" class="primary" part="button primary" @click=${this.#onStartSound}>
              ${callIcons.sound}${this.words.term('startSound')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #play(video: MediaStreamTrack | undefined, audio: MediaStreamTrack | undefined): void {
    const videoElement = this.renderRoot?.querySelector('video');
    const audioElement = this.renderRoot?.querySelector('audio');
    if (videoElement) playTrack(videoElement, video);
    if (!audioElement) return;
    playOn(audioElement, this.consumer.value.audioOutputId);
    playTrack(audioElement, audio, (playback) => this.#onPlayback(playback === 'refused'));
  }

  #onPlayback(refused: boolean): void {
    if (this.#soundRefused !== refused) this.requestUpdate();
    this.#soundRefused = refused;
    this.#reportRefused(refused);
  }

  #reportRefused(refused: boolean): void {
    const sound = this.consumer.store?.sound;
    if (sound !== this.#callSound) this.#callSound?.setRefused(this.#player, false);
    this.#callSound = sound;
    sound?.setRefused(this.#player, refused);
  }

  /** Starts the sound of all tiles, within the click so that the browser allows it. */
  readonly #onStartSound = (): void => this.consumer.store?.sound.start();
}

/** The persistent track, since Safari mutes the other one in background tabs (see daily-js's types). */
function playable(track: DailyTrackState | undefined): MediaStreamTrack | undefined {
  return isReceived(track?.state) ? (track?.persistentTrack ?? track?.track) : undefined;
}
