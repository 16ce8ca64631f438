/**
 * What one session can see of its room, and the Daily events that lead a client from one such view to the next. Events are
 * derived, never passed on: so every client's picture is the room's, whatever was missed on the way.
 */
import type { DailyParticipant } from '@daily-co/daily-js';
import { inCall, isAdmin, waitingIn } from './room-queries.js';
import { toParticipant, type Reception } from './participant.js';
import type { Kind, RoomState } from './types.js';

export interface Waiting {
  id: string;
  name: string;
  awaitingAccess: { level: 'full' };
}

export interface Access {
  access: { level: 'none' | 'lobby' | 'full' };
  awaitingAccess?: { level: 'full' };
}

export interface View {
  access: Access;
  /** By session id, the session's own first. */
  participants: Map<string, DailyParticipant>;
  /** Changes when a track is exchanged for another, which the participant does not show. */
  trackIds: Map<string, string>;
  counts: { present: number; hidden: number };
  /** `undefined` for whoever may not know. */
  waiting: Map<string, Waiting> | undefined;
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
  const present = self.access === 'full' ? inCall(room) : [];
  const seen = [self, ...present.filter(({ id, permissions }) => id !== selfId && permissions.hasPresence)];
  const hidden = present.filter(({ permissions }) => !permissions.hasPresence).length;
  const awaiting = self.knockingSince !== undefined;
  return {
    access: { access: { level: self.access }, ...(awaiting && { awaitingAccess: { level: 'full' } }) },
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
    waiting: isAdmin(self)
      ? new Map(
          waitingIn(room).map(({ id, userName }) => [id, { id, name: userName, awaitingAccess: { level: 'full' } }]),
        )
      : undefined,
  };
}

/** The `participants` of `joined-meeting`. */
export function participantsOf(view: View): Record<string, DailyParticipant> {
  return Object.fromEntries(
    [...view.participants].map(([id, participant]) => [participant.local ? 'local' : id, participant]),
  );
}

export function accessEvents(before: View | undefined, after: View): ClientEvent[] {
  return same(before?.access, after.access) ? [] : [{ action: 'access-state-updated', ...after.access }];
}

/** Who came, changed and went, among those in the call and among those who wait. */
export function peopleEvents(before: View | undefined, after: View): ClientEvent[] {
  return [...waitingEvents(before?.waiting, after.waiting), ...participantEvents(before, after)];
}

function participantEvents(before: View | undefined, after: View): ClientEvent[] {
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

/** Whoever loses the right to know is told nothing, as Daily does it. */
function waitingEvents(before = new Map<string, Waiting>(), after: View['waiting']): ClientEvent[] {
  if (!after) return [];
  // The client replaces its whole list with each event, so each carries the list as it is after that very event.
  const list = new Map(before);
  const events: ClientEvent[] = [];
  const tell = (change: 'added' | 'updated' | 'removed', participant: Waiting): void => {
    events.push({
      action: `waiting-participant-${change}`,
      participant,
      allWaitingParticipants: Object.fromEntries(list),
    });
  };
  for (const [id, person] of before) {
    if (after.has(id)) continue;
    list.delete(id);
    tell('removed', person);
  }
  for (const [id, person] of after) {
    const known = list.get(id);
    if (known && same(known, person)) continue;
    list.set(id, person);
    tell(known ? 'updated' : 'added', person);
  }
  return events;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, plain) === JSON.stringify(b, plain);
}

function plain(_key: string, value: unknown): unknown {
  return value instanceof Set ? [...value].sort() : value;
}
