/**
 * What one session can see of the call in its room, and the Daily events that lead a client from one such view to the next. Events are
 * derived, never passed on: so every client's picture is the room's, whatever was missed on the way. Who waits is not in it: nobody
 * keeps that, neither here nor on Daily (see `waiting-list.ts`).
 */
import type { DailyParticipant } from '@daily-co/daily-js';
import { inCall, isPresent } from './room-queries.js';
import { toParticipant, type Reception } from './participant.js';
import type { Kind, RoomState } from './types.js';

export interface View {
  /** By session id, the session's own first. */
  participants: Map<string, DailyParticipant>;
  /** Changes when a track is exchanged for another, which the participant does not show. */
  trackIds: Map<string, string>;
  counts: { present: number; hidden: number };
}

/** What the receiver knows of a sender's tracks. */
export interface Arrivals {
  of(sessionId: string, kind: Kind): Reception & { trackId?: string };
}

export type ClientEvent = { action: string } & Record<string, unknown>;

/** The view of a session that is in the room. */
export function viewOf(room: RoomState, selfId: string, arrivals: Arrivals): View {
  const self = room.sessions[selfId];
  if (!self) throw new Error('This session is not in the room.');
  const present = isPresent(self) ? inCall(room) : [];
  const seen = [self, ...present.filter(({ id, permissions }) => id !== selfId && permissions.hasPresence)];
  const hidden = present.filter(({ permissions }) => !permissions.hasPresence).length;
  return {
    participants: new Map(
      seen.map((session) => [
        session.id,
        toParticipant(room, session, session.id === selfId, (kind) => arrivals.of(session.id, kind)),
      ]),
    ),
    trackIds: new Map(
      seen.map(({ id }) => [id, `${arrivals.of(id, 'audio').trackId} ${arrivals.of(id, 'video').trackId}`]),
    ),
    counts: { present: present.length - hidden, hidden },
  };
}

/** The `participants` of `joined-meeting`: on Daily nobody but oneself. The others follow one by one, those who are there already too. */
export function participantsOf({ participants }: View): { local?: DailyParticipant } {
  const [local] = participants.values();
  return { ...(local && { local }) };
}

/** Who came, changed and went among those in the call. */
export function participantEvents(before: View | undefined, after: View): ClientEvent[] {
  const events: ClientEvent[] = [];
  for (const [id, participant] of before?.participants ?? [])
    if (!after.participants.has(id)) events.push({ action: 'participant-left', participant });
  for (const [id, participant] of after.participants) {
    const known = before?.participants.get(id);
    if (!known) events.push({ action: 'participant-joined', participant });
    else if (!same(known, participant) || before?.trackIds.get(id) !== after.trackIds.get(id))
      events.push({ action: 'participant-updated', participant });
  }
  if (!same(before?.counts, after.counts))
    events.push({ action: 'participant-counts-updated', participantCounts: after.counts });
  return events;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, plain) === JSON.stringify(b, plain);
}

function plain(_key: string, value: unknown): unknown {
  return value instanceof Set ? [...value].sort() : value;
}
