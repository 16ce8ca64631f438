import { ActiveSpeakerDetector } from '../media/active-speaker.js';
import { PeerMesh } from '../media/peer-mesh.js';
import { isPresent } from '../room/queries.js';
import { leave } from '../room/rules.js';
import type { Kind, RoomState } from '../room/types.js';
import { type ClientEvent, Subscriptions } from '../room/view.js';
import { PresenceWatch } from '../storage/presence.js';
import type { RoomLink } from '../storage/room-link.js';
import type { CallProperties } from './call-properties.js';

export interface PeersOptions {
  selfId: string;
  properties: CallProperties;
  link: RoomLink;
  tracks(kind: Kind): MediaStreamTrack | undefined;
  event(event: ClientEvent): void;
  /** A received track has changed. */
  changed(): void;
}

/** The other participants for one session: presence, media, and active speaker. */
export class Peers {
  readonly subscriptions: Subscriptions;
  readonly mesh: PeerMesh;
  readonly activeSpeaker: ActiveSpeakerDetector;
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
      connection: (session_id, state) =>
        event({ action: 'network-connection', type: 'peer-to-peer', event: state, session_id }),
    });
    this.activeSpeaker = new ActiveSpeakerDetector({
      selfId,
      ownTrack: () => tracks('audio'),
      sendLevel: (level) => link.send({ type: 'audio-level', from: selfId, to: '*', level }),
      changed: (peerId) => event({ action: 'active-speaker-change', activeSpeaker: { peerId } }),
    });
    this.#watch = new PresenceWatch((gone) => link.submit(leave, { ids: [gone] }));
  }

  /** Watches all sessions, and connects those in the call. */
  sync(room: RoomState, isInCall: boolean): void {
    const others = Object.values(room.sessions).filter(({ id }) => id !== this.options.selfId);
    this.#watch.sync(others.map(({ id }) => id));
    const connected = isInCall ? others.filter(isPresent).map(({ id }) => id) : [];
    this.mesh.sync(connected);
    this.activeSpeaker.sync(connected);
    if (isInCall) this.#emitNetworkQuality();
  }

  close(): void {
    this.mesh.close();
    this.activeSpeaker.sync([]);
    this.#watch.close();
  }

  #emitNetworkQuality(): void {
    const health = healthOf(this.mesh.connections, this.mesh.broken);
    if (health === this.#health) return;
    this.#health = health;
    this.options.event(networkQualityEvent(health));
  }
}

type Health = 'good' | 'warning' | 'bad';

const MEASURES = {
  good: { threshold: 'good', quality: 100 },
  warning: { threshold: 'low', quality: 50 },
  bad: { threshold: 'very-low', quality: 0 },
} as const;

/** The network quality that Daily would report: good while all connections work, bad if all are interrupted. */
function healthOf(connections: number, broken: number): Health {
  if (broken === 0) return 'good';
  return broken < connections ? 'warning' : 'bad';
}

/** The message from which daily-js makes its event, with the state as an object. */
function networkQualityEvent(health: Health): ClientEvent {
  return { action: 'network-quality-change', state: { state: health, reasons: [] }, ...MEASURES[health] };
}
