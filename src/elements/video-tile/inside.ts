import type { DailyParticipant, DailyTrackState } from '@daily-co/daily-js';
import { nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSight } from '../../core/call-sight.js';
import type { CallSound, SoundPlayer } from '../../core/call-sound.js';
import { displayName } from '../../core/display-name.js';
import { selectTile } from '../../core/selectors.js';
import { reportOn } from '../../events.js';
import { en } from '../../i18n/en.js';
import { completeEnglish } from '../../i18n/registry.js';
import { buttons } from '../styles/buttons.styles.js';
import { html } from '../base/html.js';
import { icons } from '../styles/icons.js';
import { initials } from '../base/initials.js';
import type { LeafInside } from '../base/consumer-element.js';
import type { Localize } from '../base/localize.js';
import { watchSight } from './in-sight.js';
import { playOn, playTrack, resume } from './play-track.js';
import { tileStyles } from './video-tile.styles.js';
import type { DailyVideoTile, TrackState } from './video-tile.js';

type Shown = ReturnType<typeof selectTile>;

/** What a tile shows of a call. */
export class VideoTileInside implements LeafInside, ReactiveController {
  readonly styles: readonly CSSResult[] = [buttons, tileStyles];
  readonly #host: DailyVideoTile;
  readonly #words: Localize;
  readonly #consumer: CallConsumer<Shown>;
  /** The browser has refused to play the sound without a click. */
  #soundRefused = false;
  /** Whether it is far from what can be seen; not before the browser has said so. */
  #isAway = false;
  /** The picture has been out of sight and is not loaded again yet: its last frame stays, so that it goes on without a gap. */
  #isResting = false;
  #stopWatching = (): void => {};
  /** Where this tile has told what can be seen of whom. */
  #sight: CallSight | undefined;
  /** Whose sound this tile's is part of, once it has been played. */
  #callSound: CallSound | undefined;
  readonly #player: SoundPlayer = {
    play: async () => {
      const plays = await resume(this.#host.renderRoot.querySelector('audio'));
      if (plays && this.#soundRefused) {
        this.#soundRefused = false;
        this.#host.requestUpdate();
      }
      return plays;
    },
  };

  /** @param host the element */
  constructor(host: DailyVideoTile) {
    completeEnglish(en);
    this.#host = host;
    this.#words = host.words;
    this.#consumer = new CallConsumer(host, (snapshot) => selectTile(snapshot, host.sessionId), reportOn(host));
    host.addController(this);
  }

  /** The state of the picture, as Daily has it. */
  get videoState(): TrackState {
    return this.#participant?.tracks?.video?.state ?? 'off';
  }

  /** The state of the sound, as Daily has it. */
  get audioState(): TrackState {
    return this.#participant?.tracks?.audio?.state ?? 'off';
  }

  get #participant(): DailyParticipant | undefined {
    return this.#consumer.value.participant;
  }

  /** What is to be heard: never oneself. */
  get #sound(): MediaStreamTrack | undefined {
    const participant = this.#participant;
    return participant && !participant.local && !this.#host.muted ? playable(participant.tracks?.audio) : undefined;
  }

  /** Looks for the call again: `call` or `for` has changed. */
  resolve(): void {
    this.#consumer.resolve();
  }

  /** Somebody else is to be shown. */
  reselect(): void {
    this.#consumer.reselect();
  }

  /** What is to be seen. */
  get #picture(): MediaStreamTrack | undefined {
    const video = this.#participant?.tracks?.video;
    const isComing = video?.state === 'sendable' || video?.state === 'loading';
    return playable(video) ?? (this.#isResting && isComing ? video.persistentTrack : undefined);
  }

  /** @internal */
  hostConnected(): void {
    this.#stopWatching = watchSight(this.#host, (seen) => {
      this.#isAway = !seen;
      this.#isResting = this.#isAway || (this.#isResting && !playable(this.#participant?.tracks?.video));
      this.#tellSight();
    });
  }

  /** @internal */
  hostDisconnected(): void {
    this.#stopWatching();
    this.#isAway = this.#isResting = false;
    this.#tellSight();
    // A media element that is out of the page would go on playing.
    this.#play(undefined, undefined);
    this.#tellRefused(false);
  }

  /** @internal */
  hostUpdate(): void {
    if (!this.#isAway && playable(this.#participant?.tracks?.video)) this.#isResting = false;
    if (this.#sound) return;
    this.#soundRefused = false;
    this.#tellRefused(false);
  }

  /** @internal */
  hostUpdated(): void {
    this.#host.toggleAttribute('speaking', this.#consumer.value.speaking);
    if (this.#host.isConnected) this.#play(this.#picture, this.#sound);
    this.#tellSight();
  }

  /** Who is seen. */
  render(): TemplateResult {
    const { participant, speaking, weak, soundOffered } = this.#consumer.value;
    const name = displayName(participant?.user_name);
    const label = participant?.local
      ? name
        ? this.#words.term('you', name)
        : this.#words.term('youAlone')
      : name || this.#words.term('noName');
    const seen = this.#picture !== undefined;
    const isCameraOff = !isOn(this.videoState);
    const isMicOff = !isOn(this.audioState);
    const described = [label];
    if (isCameraOff) described.push(this.#words.term('isCameraOff'));
    if (isMicOff) described.push(this.#words.term('isMicOff'));
    if (weak) described.push(this.#words.term('isWeak'));
    if (speaking) described.push(this.#words.term('isSpeaking'));
    return html`<div
      class="tile ${speaking ? 'speaking' : ''}"
      part="tile"
      role="group"
      lang=${this.#words.lang()}
      dir=${this.#words.dir()}
      aria-label=${participant ? this.#words.list(described, 'unit') : nothing}
    >
      <video
        part="video"
        class=${participant?.local && !this.#host.noMirror ? 'mirrored' : ''}
        autoplay
        playsinline
        disablepictureinpicture
        .muted=${true}
        ?hidden=${!seen}
        aria-hidden="true"
      ></video>
      <audio autoplay></audio>
      ${seen || !participant ? nothing : html`<span class="avatar" part="avatar" aria-hidden="true" translate="no">${initials(name || label, this.#words.lang())}</span>`}
      ${
        participant
          ? html`<p class="label" part="label" aria-hidden="true">
                ${isMicOff ? html`<span part="muted-mark">${icons.microphoneOff}</span>` : nothing}<bdi
                  dir=${participant.local ? this.#words.dir() : 'auto'}
                  lang=${name && !participant.local ? this.#words.tag : nothing}
                  translate=${name && !participant.local ? 'no' : nothing}
                  >${label}</bdi
                >
              </p>
              ${weak ? html`<span class="weak" part="weak-mark" aria-hidden="true">${icons.weak}</span>` : nothing}`
          : nothing
      }
      ${
        this.#soundRefused && !soundOffered
          ? html`<button type="button" class="primary" part="button" @click=${this.#onStartSound}>
              ${icons.sound}${this.#words.term('startSound')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #play(video: MediaStreamTrack | undefined, audio: MediaStreamTrack | undefined): void {
    const screen = this.#host.renderRoot?.querySelector('video');
    const speaker = this.#host.renderRoot?.querySelector('audio');
    if (screen) playTrack(screen, video);
    if (!speaker) return;
    playOn(speaker, this.#consumer.value.speakerId);
    playTrack(speaker, audio, (playback) => this.#onPlayback(playback === 'refused'));
  }

  #onPlayback(refused: boolean): void {
    if (this.#soundRefused !== refused) this.#host.requestUpdate();
    this.#soundRefused = refused;
    this.#tellRefused(refused);
  }

  #tellSight(): void {
    const sight = this.#host.isConnected ? this.#consumer.store?.sight : undefined;
    const participant = this.#participant;
    if (sight !== this.#sight) this.#sight?.note(this, '', false);
    this.#sight = sight;
    sight?.note(this, participant && !participant.local ? participant.session_id : '', !this.#isAway);
  }

  #tellRefused(refused: boolean): void {
    const sound = this.#consumer.store?.sound;
    if (sound !== this.#callSound) this.#callSound?.note(this.#player, false);
    this.#callSound = sound;
    sound?.note(this.#player, refused);
  }

  /** Within the click, so that the browser allows it; and everybody else's sound with it. */
  readonly #onStartSound = (): void => this.#consumer.store?.sound.start();
}

function isOn(trackState: TrackState): boolean {
  return trackState !== 'off' && trackState !== 'blocked';
}

/** The track to show. The persistent one: Safari mutes the other in background tabs (see daily-js's types). */
function playable(track: DailyTrackState | undefined): MediaStreamTrack | undefined {
  if (track?.state !== 'playable' && track?.state !== 'interrupted') return undefined;
  return track.persistentTrack ?? track.track;
}

/**
 * Makes the inside of an element.
 *
 * @param host the element
 */
export const open = (host: DailyVideoTile): VideoTileInside => new VideoTileInside(host);
