/** An owner answers knocks. Nothing comes back from the guest, so the client's promise says only that the message was sent. */
import type { ClientChannel, ClientRequest } from './client-channel.js';
import { fields } from './fields.js';
import type { Delivery } from './delivery.js';
import type { Session } from './session.js';

/** Who answers, and where the answer to the client goes. */
interface Owner {
  session: Session | undefined;
  client: ClientChannel;
}

/** `updateWaitingParticipant()`. */
export function answerWaitingOne(owner: Owner, request: ClientRequest, delivery: Delivery): void {
  const method = 'updateWaitingParticipant()';
  const id = String(request.id);
  const error =
    wrongUpdates([request.updates], method) ??
    (isListed(owner, id) ? undefined : `${method} must take an id of a waiting participant`);
  if (error) return owner.client.reply(request, { error: new Error(error) });
  answer(owner, id, request.updates, delivery);
  owner.client.reply(request, { id });
}

/** `updateWaitingParticipants()`: one unknown id refuses all. The key `'*'` stands for everybody else who is listed now. */
export function answerWaiting(owner: Owner, request: ClientRequest, delivery: Delivery): void {
  const method = 'updateWaitingParticipants()';
  const { '*': rest, ...named } = fields(request.updatesById);
  const others = rest === undefined ? [] : (owner.session?.waiting.ids ?? []).filter((id) => !(id in named));
  const updates = { ...named, ...Object.fromEntries(others.map((id) => [id, rest])) };
  const ids = Object.keys(updates);
  const error =
    wrongUpdates(Object.values(updates), method) ??
    (ids.every((id) => isListed(owner, id)) ? undefined : `${method} must take only ids of waiting participants`);
  if (error) return owner.client.reply(request, { error: new Error(error) });
  for (const id of ids) answer(owner, id, updates[id], delivery);
  owner.client.reply(request, { ids });
}

/** Only the list of this page counts: whoever is no admin has an empty one. */
function isListed({ session }: Owner, id: string): boolean {
  return session?.waiting.has(id) === true;
}

function wrongUpdates(updates: unknown[], method: string): string | undefined {
  const isWrong = updates.some((each) => Object.keys(fields(each)).some((name) => name !== 'grantRequestedAccess'));
  return isWrong ? `invalid updates argument to ${method}` : undefined;
}

function answer({ session }: Owner, id: string, updates: unknown, delivery: Delivery): void {
  const { grantRequestedAccess } = fields(updates);
  if (grantRequestedAccess !== undefined) session?.waiting.answer(id, Boolean(grantRequestedAccess), delivery);
}
