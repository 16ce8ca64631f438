// Helpers of several questions.
export const GRANT = { grantRequestedAccess: true };

/** Whether something that a person waits for comes. */
export function comes(waiting) {
  return waiting.then(
    () => true,
    () => false,
  );
}

/** Somebody who may answer knocks, whatever the server makes of owners. */
const ADMIN = { is_owner: true, permissions: { canAdmin: ['participants'] } };

/** Somebody in the call with a token: an owner, unless the token's properties say otherwise. */
export async function ownerIn(stage, { properties = ADMIN } = {}, name = 'Olga') {
  const owner = await stage.owner(name, { properties });
  await owner.sees('joined-meeting', { within: 30_000 });
  return owner;
}

/** An owner in the call, and a guest whom the owner sees waiting. */
export async function ownerAndKnocker(stage) {
  await stage.room();
  const olga = await ownerIn(stage);
  const gus = await stage.knocker('Gus');
  await isListed(olga, gus);
  return { olga, gus };
}

export function isListed(owner, guest, within) {
  return owner.sees('waiting-participant-added', {
    where: ({ participant }) => participant.id === guest.sessionId,
    within,
  });
}

export function isRemoved(owner, guest, within) {
  return owner.sees('waiting-participant-removed', {
    where: ({ participant }) => participant.id === guest.sessionId,
    within,
  });
}

export function isLetIn(guest, within) {
  return guest.sees('access-state-updated', { where: ({ access }) => access.level === 'full', within });
}

export function levelOf(access) {
  return typeof access === 'string' ? access : access?.level;
}

/** What a person is told of an end: `{ type, text }`, without a type if the time passes and nothing comes. */
export async function endOf(person, seconds) {
  await comes(person.sees('left-meeting', { within: seconds * 1000 }));
  return lastError(person, `nothing within ${seconds} s`);
}

export function lastError(person, otherwise) {
  const { event } = person.entries.findLast(({ kind, name }) => kind === 'event' && name === 'error') ?? {};
  if (event) return { type: event.error?.type ?? 'untyped', text: `${event.error?.type} "${event.errorMsg}"` };
  return person.has('left-meeting') ? { type: 'left', text: 'left-meeting without an error' } : { text: otherwise };
}

/** Collects an event that the recorder does not know. */
export async function collect(person, name) {
  await person.page.evaluate((event) => {
    globalThis.heard = [];
    globalThis.call.on(event, (detail) => globalThis.heard.push(detail));
  }, name);
  return () => person.page.evaluate(() => globalThis.heard);
}

/** Waits until something is so in a person's page. */
export function turns(person, condition, seconds = 5) {
  return comes(person.page.waitForFunction(condition, undefined, { timeout: seconds * 1000, polling: 200 }));
}

/** Calls a method and says how that ended. */
export async function tries(person, method, ...values) {
  const from = person.mark;
  const thrown = await person.page.evaluate(
    async ([name, args]) => {
      try {
        await globalThis.call[name](...args);
        return undefined;
      } catch (error) {
        return error?.message ?? error?.errorMsg ?? String(error);
      }
    },
    [method, values],
  );
  return { thrown, from };
}
