import type { DailyTrackState } from '@daily-co/daily-js';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { html } from '../base/html.js';
import { LeafElement } from '../base/consumer-element.js';
import { tokens } from '../styles/tokens.styles.js';
import { frameStyles } from './frame.styles.js';
import type { VideoTileInside } from './inside.js';
import { lateInside } from './late-inside.js';

/** Daily's track states. */
export type TrackState = DailyTrackState['state'];

/**
 * One person in the call: their picture, their name, and what is off.
 *
 * It uses the call of the nearest root above it, of the root named by `for`, or the one handed to `call`.
 *
 * @tagname daily-video-tile
 *
 * @attr {string} video-state - Daily's state of the picture. Set by the element.
 * @attr {string} audio-state - Daily's state of the sound. Set by the element.
 * @attr {boolean} speaking - Whether this person speaks, or was the last to do so. Set by the element.
 *
 * @csspart tile - Everything.
 * @csspart video - The picture.
 * @csspart avatar - What is shown instead of a picture.
 * @csspart label - The name and what is off.
 * @csspart muted-mark - The sign that the microphone is off.
 * @csspart weak-mark - The sign that the connection is weak.
 * @csspart button - The button that starts the sound, where nothing else offers one for the whole call.
 */
export class DailyVideoTile extends LeafElement<VideoTileInside> {
  static override styles = [tokens, frameStyles];

  /** Whose picture: a session id, or `local`. */
  @property({ attribute: 'session-id', reflect: true, useDefault: true }) sessionId = '';
  /** Do not play the person's sound. */
  @property({ type: Boolean, reflect: true, useDefault: true }) muted = false;
  /** Show one's own camera as the others see it, and not as in a mirror. */
  @property({ attribute: 'no-mirror', type: Boolean, reflect: true, useDefault: true }) noMirror = false;
  /** How the picture fills the tile. */
  @property({ reflect: true, useDefault: true }) fit: 'cover' | 'contain' = 'cover';

  /** The state of the picture, as Daily has it. Reflected as `video-state`. */
  get videoState(): TrackState {
    return this.inside?.videoState ?? 'off';
  }

  /** The state of the sound, as Daily has it. Reflected as `audio-state`. */
  get audioState(): TrackState {
    return this.inside?.audioState ?? 'off';
  }

  protected override get late(): typeof lateInside {
    return lateInside;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('sessionId')) this.inside?.reselect();
  }

  protected override updated(): void {
    this.setAttribute('video-state', this.videoState);
    this.setAttribute('audio-state', this.audioState);
  }

  protected override render(): TemplateResult {
    return this.inside?.render() ?? html`<div class="tile" part="tile"></div>`;
  }
}
