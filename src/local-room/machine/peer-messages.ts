import type { Signal } from '../media/peer.js';
import type { PeerMessage } from '../storage/room-link.js';
import { isAdminIn } from '../room/queries.js';
import type { Knocking, WaitingList } from './knocks.js';
import type { Peers } from './peers.js';
import type { SessionListener } from './client-view.js';

import type { Kind, OffReason, RoomState } from '../room/types.js';

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
export function handlePeerMessage(session: Receiver, room: RoomState, note: PeerMessage): void {
  switch (note.type) {
    case 'signal':
      // It may arrive before this session knows that its sender, or itself, is in the call.
      return session.peers.mesh.receive(note.from, note.signal as Signal);
    case 'fault':
      return session.listener.fault(note.fault);
    case 'app-message':
      if (session.isInCall && room.sessions[note.from]?.access === 'full')
        session.listener.event({ action: 'app-message', data: note.data, fromId: note.from });
      return;
    case 'voice':
      if (room.sessions[note.from]?.access === 'full') session.peers.voices.setLevel(note.from, note.level);
      return;
    case 'knock':
      // A new owner's list is empty until the next knocks.
      return session.hasJoined ? session.waiting.hear(note.from, note.name) : undefined;
    case 'knock-over':
      return session.waiting.remove(note.from);
    case 'answer':
      // Daily's server accepts answers of admins only.
      return isAdminIn(room, note.from) ? session.knocking.receiveAnswer(note.granted) : undefined;
    case 'turn-off':
      if (isAdminIn(room, note.from)) for (const kind of note.kinds) session.setMedia(kind, false, 'byRemoteRequest');
  }
}
