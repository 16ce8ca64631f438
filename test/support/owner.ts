import { fixture, html } from '@open-wc/testing';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { FakeDaily } from './fake-daily.js';
import { OwnerRoomHarness } from './harness/owner-room-harness.js';
import type { Person } from './people.js';
import type { ScriptedCall, Waiting } from './scripted-call.js';

export const ROOM = 'https://example.daily.co/consulting';
export const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.owner-secret';

/** An owner's room with the call that it made, and what its `join()` promised. */
export interface Owner {
  room: DailyOwnerRoom;
  page: OwnerRoomHarness;
  call: ScriptedCall;
  joined: Promise<void>;
}

/** A room that knows its link. */
export async function ownerRoom(
  template = html`<daily-owner-room room-url=${ROOM} user-name="Olga"></daily-owner-room>`,
): Promise<{ room: DailyOwnerRoom; page: OwnerRoomHarness }> {
  const room = await fixture<DailyOwnerRoom>(template);
  return { room, page: new OwnerRoomHarness(room) };
}

/** An owner on the way in: `join()` has been sent. */
export async function ownerConnecting(daily: FakeDaily, template?: ReturnType<typeof html>): Promise<Owner> {
  const { room, page } = await ownerRoom(template);
  room.token = TOKEN;
  const joined = room.join();
  joined.catch(() => {});
  const call = await daily.made();
  await call.asked('join');
  return { room, page, call, joined };
}

/**
 * An owner in the call.
 *
 * @param daily makes the call
 * @param script who waits already, who the owner is
 */
export async function ownerInCall(
  daily: FakeDaily,
  script: { waiting?: Waiting[]; me?: Partial<Person>; template?: ReturnType<typeof html> } = {},
): Promise<Owner> {
  const owner = await ownerConnecting(daily, script.template);
  owner.call.listSilently(script.waiting ?? []);
  owner.call.enter('full', { name: 'Olga', owner: true, ...script.me });
  await owner.joined;
  await owner.page.drawn();
  return owner;
}
