import type { Signal } from '../media/peer.js';
import { isAdminIn } from '../room/queries.js';
import type { Kind, OffReason, RoomState } from '../room/types.js';
import type { PeerMessage } from '../storage/room-link.js';
import type { SessionListener } from './client-view.js';
import type { Knocking, WaitingList } from './knocks.js';
import type { Peers } from './peers.js';

/** The parts of a session that messages are for. */
interface Receiver {
  readonly hasJoined: boolean;
  readonly isInCall: boolean;
  readonly knocking: Knocking;
  readonly listener: SessionListener;
  readonly peers: Peers;
  readonly waiting: WaitingList;
  setMedia(kind: Kind, on: boolean, reason: OffReason): void;
}

/** Handles a message to a session. */
export function handlePeerMessage(session: Receiver, room: RoomState, message: PeerMessage): void {
  switch (message.type) {
    case 'signal':
      // It may arrive before this session knows that its sender, or itself, is in the call.
      return session.peers.mesh.receive(message.from, message.signal as Signal);
    case 'fault':
      return session.listener.fault(message.fault);
    case 'app-message':
      if (session.isInCall && room.sessions[message.from]?.access === 'full')
        session.listener.event({ action: 'app-message', data: message.data, fromId: message.from });
      return;
    case 'audio-level':
      if (room.sessions[message.from]?.access === 'full')
        session.peers.activeSpeaker.setLevel(message.from, message.level);
      return;
    case 'knock':
      // A new owner's list is empty until the next knocks.
      return session.hasJoined ? session.waiting.receiveKnock(message.from, message.name) : undefined;
    case 'knock-over':
      return session.waiting.remove(message.from);
    case 'answer':
      // Daily's server accepts answers of admins only.
      return isAdminIn(room, message.from) ? session.knocking.receiveAnswer(message.granted) : undefined;
    case 'turn-off':
      if (isAdminIn(room, message.from))
        for (const kind of message.kinds) session.setMedia(kind, false, 'byRemoteRequest');
  }
}
