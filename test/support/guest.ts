import { fixture, html } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { KnockOutcome } from '../../src/core/guest-session.js';
import type { FakeDaily } from './fake-daily.js';
import { KnockFormHarness } from './harness/knock-form-harness.js';
import type { ScriptedCall } from './scripted-call.js';

export const ROOM = 'https://example.daily.co/consulting';

/** A guest's form with the call that it made, and what its `knock()` promised. */
export interface Guest {
  form: DailyKnockForm;
  page: KnockFormHarness;
  call: ScriptedCall;
  outcome: Promise<KnockOutcome>;
}

/** A form that knows its room and its guest. */
export async function knockForm(
  template = html`<daily-knock-form room-url=${ROOM} user-name="Ana"></daily-knock-form>`,
): Promise<{ form: DailyKnockForm; page: KnockFormHarness }> {
  const form = await fixture<DailyKnockForm>(template);
  return { form, page: new KnockFormHarness(form) };
}

/**
 * A guest who has knocked and stands in a state of the way in.
 *
 * @param state how far
 * @param daily makes the call, unless the page has one
 */
export async function guestIn(
  state: 'connecting' | 'waiting' | 'admitted',
  daily: FakeDaily,
  template?: ReturnType<typeof html>,
): Promise<Guest> {
  const { form, page } = await knockForm(template);
  const outcome = form.knock();
  // Somebody else looks at it; here it must only not be reported as forgotten.
  outcome.catch(() => {});
  const call = form.call ? (form.call as unknown as ScriptedCall) : await daily.made();
  if (state !== 'connecting') await bringToLobby(call);
  if (state === 'admitted') call.grantByPromise();
  await page.reaches(state);
  return { form, page, call, outcome };
}

/** Script: the room has a lobby, and the guest gets into it and knocks. */
export async function bringToLobby(call: ScriptedCall): Promise<void> {
  const knocks = call.calls('requestAccess').length;
  await call.asked('preAuth', knocks + 1);
  call.allowPreAuth('lobby');
  await call.asked('join', knocks + 1);
  call.enter('lobby', { name: 'Ana' });
  await call.asked('requestAccess', knocks + 1);
}
