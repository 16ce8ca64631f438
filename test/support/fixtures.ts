// Elements in the states in which tests start.
import { fixture, html } from '@open-wc/testing';
import type { KnockOutcome } from '../../src/core/guest-session.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { FakeDaily } from './fake-daily.js';
import { KnockFormHarness } from './harness/knock-form-harness.js';
import { OwnerRoomHarness } from './harness/owner-room-harness.js';
import { VideoTileHarness } from './harness/video-tile-harness.js';
import { WaitingListHarness } from './harness/waiting-list-harness.js';
import type { Person } from './people.js';
import type { Level, ScriptedCall, Waiting } from './scripted-call.js';
import { nextTasks } from './until.js';

type Template = ReturnType<typeof html>;

export const ROOM = 'https://example.daily.co/consulting';
export const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.owner-secret';

// A guest's form.

/** A guest's form with its call and the promise of `knock()`. */
export interface Guest {
  form: DailyKnockForm;
  page: KnockFormHarness;
  call: ScriptedCall;
  outcome: Promise<KnockOutcome>;
}

export async function knockForm(
  template = html`<daily-knock-form room-url=${ROOM} user-name="Ana"></daily-knock-form>`,
): Promise<{ form: DailyKnockForm; page: KnockFormHarness }> {
  const form = await fixture<DailyKnockForm>(template);
  return { form, page: new KnockFormHarness(form) };
}

/** A guest in a state after `knock()`. */
export async function guestIn(
  state: 'connecting' | 'waiting' | 'admitted',
  daily: FakeDaily,
  template?: Template,
): Promise<Guest> {
  const { form, page } = await knockForm(template);
  const count = daily.calls.length + 1;
  const outcome = form.knock();
  // Prevents `unhandledrejection`.
  outcome.catch(() => {});
  const call = form.call ? (form.call as unknown as ScriptedCall) : await daily.made(count);
  if (state !== 'connecting') await bringToLobby(call);
  if (state === 'admitted') call.grantByPromise();
  await page.reaches(state);
  return { form, page, call, outcome };
}

/** Resolves `preAuth()` with an access level. */
export async function passPreAuth(call: ScriptedCall, level: Level, times = 1): Promise<void> {
  await call.asked('preAuth', times);
  call.allowPreAuth(level);
}

/** Joins the lobby and waits for the knock. */
export async function bringToLobby(call: ScriptedCall): Promise<void> {
  const knocks = call.calls('requestAccess').length;
  await passPreAuth(call, 'lobby', knocks + 1);
  await call.asked('join', knocks + 1);
  call.enter('lobby', { name: 'Ana' });
  await call.asked('requestAccess', knocks + 1);
}

// An owner's room.

/** An owner's room with its call and the promise of `join()`. */
export interface Owner {
  room: DailyOwnerRoom;
  page: OwnerRoomHarness;
  call: ScriptedCall;
  joined: Promise<void>;
}

export async function ownerRoom(
  template = html`<daily-owner-room room-url=${ROOM} user-name="Olga"></daily-owner-room>`,
): Promise<{ room: DailyOwnerRoom; page: OwnerRoomHarness }> {
  const room = await fixture<DailyOwnerRoom>(template);
  return { room, page: new OwnerRoomHarness(room) };
}

/** An owner whose `join()` is pending. */
export async function ownerConnecting(daily: FakeDaily, template?: Template): Promise<Owner> {
  const { room, page } = await ownerRoom(template);
  room.token = TOKEN;
  const count = daily.calls.length + 1;
  const joined = room.join();
  joined.catch(() => {});
  const call = await daily.made(count);
  await call.asked('join');
  return { room, page, call, joined };
}

/** An owner in the call, with guests who already wait. */
export async function ownerInCall(
  daily: FakeDaily,
  script: { waiting?: Waiting[]; me?: Partial<Person>; template?: Template } = {},
): Promise<Owner> {
  const owner = await ownerConnecting(daily, script.template);
  owner.call.listSilently(script.waiting ?? []);
  owner.call.enter('full', { name: 'Olga', owner: true, ...script.me });
  await owner.joined;
  await owner.page.rendered();
  return owner;
}

/** An owner in the call whose knocks have been reported. */
export async function ownerWithList(
  daily: FakeDaily,
  waiting: Waiting[],
): Promise<Owner & { list: WaitingListHarness }> {
  const owner = await ownerInCall(daily, { waiting });
  const list = await owner.page.waitingList();
  await nextTasks();
  return { ...owner, list };
}

// Consumer elements with a `call` of their own.

export async function waitingList(call: ScriptedCall): Promise<WaitingListHarness> {
  const template = html`<daily-waiting-list .call=${call.asCall}></daily-waiting-list>`;
  return new WaitingListHarness(await fixture(template)).rendered();
}

export async function videoTile(
  call: ScriptedCall,
  sessionId = 'local',
  template = html`<daily-video-tile session-id=${sessionId} .call=${call.asCall}></daily-video-tile>`,
): Promise<VideoTileHarness> {
  return new VideoTileHarness(await fixture(template)).rendered();
}
