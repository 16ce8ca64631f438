import { healthOf, networkQualityEvent } from './network-quality.js';
import { PeerMesh } from './peer-mesh.js';
import { PresenceWatch } from './presence.js';
import { isPresent } from './room-queries.js';
import { leave } from './room.js';
import { Subscriptions } from './subscriptions.js';
import { Voices } from './voices.js';
import type { CallProperties } from './call-properties.js';
import type { RoomLink } from './room-link.js';
import type { Kind, RoomState } from './types.js';
import type { ClientEvent } from './view.js';

export interface PeersOptions {
  selfId: string;
  properties: CallProperties;
  link: RoomLink;
  tracks(kind: Kind): MediaStreamTrack | undefined;
  event(event: ClientEvent): void;
  /** Something of what arrives here has changed. */
  changed(): void;
}

/** The others in a room, as one session has to do with them: their presence, their media, and who of them speaks. */
export class Peers {
  readonly subscriptions: Subscriptions;
  readonly mesh: PeerMesh;
  readonly voices: Voices;
  readonly #watch: PresenceWatch;
  #health: ReturnType<typeof healthOf> | undefined;

  constructor(readonly options: PeersOptions) {
    const { selfId, properties, link, tracks, event, changed } = options;
    this.subscriptions = new Subscriptions(properties.subscribesAutomatically);
    this.mesh = new PeerMesh({
      selfId,
      subscriptions: this.subscriptions,
      configuration: properties.configuration,
      tracks,
      send: (to, signal) => link.send({ type: 'signal', from: selfId, to, signal }),
      changed,
      connection: (session_id, news) =>
        event({ action: 'network-connection', type: 'peer-to-peer', event: news, session_id }),
    });
    this.voices = new Voices({
      selfId,
      ownTrack: () => tracks('audio'),
      tell: (level) => link.send({ type: 'voice', from: selfId, to: '*', level }),
      changed: (peerId) => event({ action: 'active-speaker-change', activeSpeaker: { peerId } }),
    });
    this.#watch = new PresenceWatch((gone) => link.tell(leave, { ids: [gone] }));
  }

  /** Watches over all; connected are those who are in the call with each other. */
  sync(room: RoomState, isInCall: boolean): void {
    const others = Object.values(room.sessions).filter(({ id }) => id !== this.options.selfId);
    this.#watch.sync(others.map(({ id }) => id));
    const connected = isInCall ? others.filter(isPresent).map(({ id }) => id) : [];
    this.mesh.sync(connected);
    this.voices.sync(connected);
    if (isInCall) this.#tellHealth();
  }

  close(): void {
    this.mesh.close();
    this.voices.sync([]);
    this.#watch.close();
  }

  #tellHealth(): void {
    const health = healthOf(this.mesh.connections, this.mesh.broken);
    if (health === this.#health) return;
    this.#health = health;
    this.options.event(networkQualityEvent(health));
  }
}
