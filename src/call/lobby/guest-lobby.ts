import { type CSSResult, nothing, type TemplateResult } from 'lit';
import { isPlace, type LobbyChannel, messageText, readMessage } from '../../core/lobby-channel.js';
import type { Report } from '../../core/reports.js';
import type { Announcer } from '../../elements/base/announcer.js';
import { html } from '../../elements/base/html.js';
import type { GuestHost } from '../host.js';
import { guestLobbyStyles } from './guest-lobby.styles.js';

type Received = 'hostMessage' | 'queuePosition' | 'queueLength';

/** What a guest who waits learns over the page's channel, or from the page: the host's message, and their place in the queue. */
export class GuestLobby {
  static readonly styles: CSSResult = guestLobbyStyles;
  readonly #host: GuestHost;
  readonly #announcer: Announcer;
  readonly #report: Report;
  #channel: LobbyChannel | undefined;
  /** The session id while the guest waits. */
  #id: string | undefined;
  #stop: (() => void) | undefined;
  /** The values that the channel has set, and the page's own, which return at the end of the wait. */
  readonly #received = new Map<Received, { readonly value: unknown; readonly own: unknown }>();
  #announcedMessage = '';
  #announcedPlace = '';

  constructor(host: GuestHost, announcer: Announcer, report: Report) {
    this.#host = host;
    this.#announcer = announcer;
    this.#report = report;
  }

  /** Follows the session. `id` is the guest's session id while they wait. */
  update(id: string | undefined): void {
    const { channel } = this.#host;
    if (id === this.#id && channel === this.#channel) return;
    this.#stop?.();
    if (id !== this.#id) this.#reset();
    this.#id = id;
    this.#channel = channel;
    this.#stop = id !== undefined && channel ? listen(channel, id, (message) => this.#receive(message, id)) : undefined;
  }

  /** Announces what has changed. To be called when the host has been updated. */
  announce(): void {
    if (this.#id === undefined) return;
    const { words } = this.#host;
    const message = messageText(this.#host.hostMessage);
    if (message && message !== this.#announcedMessage)
      this.#announcer.announce('message', words.term('hostMessage'), { textContent: message, lang: words.tag });
    this.#announcedMessage = message;
    // Not the number of people behind, which changes more often.
    const place = this.#place ?? '';
    if (place && place !== this.#announcedPlace) this.#announcer.announce('place', place);
    this.#announcedPlace = place;
  }

  render(): TemplateResult | typeof nothing {
    const { words, queuePosition, queueLength } = this.#host;
    const message = messageText(this.#host.hostMessage);
    const place = this.#place;
    if (!message && !place) return nothing;
    // Who is next does not need it.
    const isLengthShown = isPlace(queueLength) && queuePosition! > 1 && queueLength >= queuePosition!;
    const people = isLengthShown ? html`<span class="muted">${words.count('people', queueLength)}</span>` : nothing;
    return html`<div class="lobby">
      ${place && html`<p part="queue"><strong>${place}</strong> ${people}</p>`}
      ${
        message &&
        html`<p class="host-message" part="host-message">
          <strong>${words.term('hostMessage')}</strong> <bdi lang=${words.tag || nothing}>${message}</bdi>
        </p>`
      }
    </div>`;
  }

  get #place(): string | undefined {
    const { words, queuePosition } = this.#host;
    if (!isPlace(queuePosition)) return undefined;
    return queuePosition === 1 ? words.term('youAreNext') : words.count('peopleBefore', queuePosition - 1);
  }

  #receive(data: unknown, id: string): void {
    const host = this.#host;
    const message = readMessage(data, id);
    if (!message) return;
    const { text, position, length } = message;
    this.#set('queuePosition', position);
    this.#set('queueLength', length);
    if (text === undefined) return;
    this.#set('hostMessage', text);
    // The same message is announced again.
    this.#announcedMessage = '';
    host.requestUpdate();
    this.#report('daily-message', { text });
  }

  #reset(): void {
    this.#announcedMessage = '';
    this.#announcedPlace = '';
    for (const [name, { value, own }] of this.#received)
      // Unless the page has set a newer one.
      if (this.#host[name] === value) Object.assign(this.#host, { [name]: own });
    this.#received.clear();
  }

  #set(name: Received, value: unknown): void {
    if (value === undefined) return;
    const before = this.#received.get(name);
    const current = this.#host[name];
    this.#received.set(name, { value, own: before && before.value === current ? before.own : current });
    Object.assign(this.#host, { [name]: value });
  }
}

/** Listens until the returned function is called. A fault of the page's channel costs its messages, never the call. */
function listen(channel: LobbyChannel, id: string, listener: (message: unknown) => void): () => void {
  let isOver = false;
  let unsubscribe: unknown;
  const end = (): unknown => typeof unsubscribe === 'function' && (unsubscribe as () => unknown)();
  guard(async () => {
    unsubscribe = channel.subscribe((message) => {
      if (!isOver) listener(message);
    }, id);
    if (typeof unsubscribe === 'function') return;
    // Of an `async` function, a promise.
    unsubscribe = await unsubscribe;
    if (isOver) await end();
  });
  return () => {
    isOver = true;
    guard(end);
  };
}

function guard(run: () => unknown): void {
  new Promise((done) => done(run())).catch((reason: unknown) =>
    console.warn('daily-knock: subscribe() of the channel, or its result, failed.', reason),
  );
}
