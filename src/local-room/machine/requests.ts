/** The handlers of daily-js's requests. */
import { isAdminIn, roomInfo } from '../room/queries.js';
import { REFUSALS } from '../room/refusals.js';
import { eject, updatePermissions } from '../room/rules.js';
import { type Kind, KINDS, type Permissions } from '../room/types.js';
import type { Delivery } from '../storage/consume-fault.js';
import { fields } from './call-properties.js';
import type { ClientChannel, ClientRequest } from './client-channel.js';
import type { RequestKind } from './fault-injector.js';
import type { Machine } from './machine.js';
import type { Session } from './session.js';

type Handler = (machine: Machine, request: ClientRequest, delivery: Delivery) => void | Promise<void>;

const HANDLERS: Record<string, Handler> = {
  'daily-method-preauth': (machine, request) => machine.preAuth(request),
  'join-meeting': (machine, request) => machine.join(request),
  'leave-meeting': (machine) => machine.leave(),
  'daily-method-request-access': (machine, request, delivery) => machine.requestAccess(request, delivery),
  'daily-method-update-waiting-participant': answerOne,
  'daily-method-update-waiting-participants': answerWaiting,

  'update-participant': (machine, { id, properties }) => updateParticipant(machine, String(id), properties),
  'update-participants': async (machine, { participants }) => {
    const listed = fields(participants);
    const others = Object.keys(machine.session?.room?.sessions ?? {}).filter((id) => id !== machine.session?.id);
    for (const [id, properties] of Object.entries(listed)) {
      const ids = id === '*' ? others.filter((other) => !(other in listed)) : [id];
      for (const each of ids) await updateParticipant(machine, each, properties);
    }
  },

  'daily-method-subscribe-to-tracks-automatically': ({ session }, { enabled }) => {
    session?.peers.subscriptions.setAutomatic(enabled === true);
    session?.peers.mesh.resubscribe();
  },

  'local-video': (machine, { state }) => machine.session?.setMedia('video', state === true),
  'local-audio': (machine, { state }) => machine.session?.setMedia('audio', state === true),
  'set-allow-local-video': (machine, { state }) => allow(machine, 'video', state === true),
  'set-allow-local-audio': (machine, { state }) => allow(machine, 'audio', state === true),

  // Enough for `testCallQuality()`, which needs it or `preAuth()` first.
  'start-camera': (machine, request) => {
    machine.readProperties(request);
    const { allowed, startOff } = machine.properties;
    const toOpen = KINDS.filter((kind) => allowed[kind] && !startOff[kind] && !machine.customTrack(kind));
    const error = toOpen.length > 0 && unsupported('startCamera() without tracks of the page');
    machine.client.reply(request, error ? { error } : { camera: {}, mic: {}, speaker: {} });
  },
  'test-call-quality': (machine, request) => machine.testCallQuality(request),
  'stop-test-call-quality': (machine) => machine.stopTestCallQuality(),

  'set-user-name': (machine, request) => {
    const userName = typeof request.name === 'string' ? request.name : '';
    machine.session?.update({ userName });
    machine.client.reply(request, { userName });
  },
  'set-user-data': (machine, request) => {
    machine.session?.update({ userData: request.userData });
    machine.client.reply(request, { userData: request.userData });
  },
  'app-msg': ({ session }, { data, to }) => {
    if (!session?.isInCall) return;
    for (const id of Array.isArray(to) ? to : [to])
      session.link.send({ type: 'app-message', from: session.id, to: String(id), data });
  },

  'lib-room-info': (machine, request) => {
    const room = machine.session?.room ?? machine.room;
    machine.client.reply(request, { ...roomInfo(room, request.includeRoomConfigDefaults !== false) });
  },
  'get-network-topology': (machine, request) => {
    machine.client.reply(request, { topology: machine.session?.isInCall ? 'peer' : 'none' });
  },
  'get-calc-stats': (machine, request) => machine.client.reply(request, { stats: { latest: {} } }),

  'get-input-devices': async (machine, request) => machine.client.reply(request, await inputDevices(machine)),
  'set-input-devices': async (machine, request) => {
    const { audioDeviceId, videoDeviceId } = request;
    const settingsFor = (deviceId: unknown): unknown => deviceId && { settings: { deviceId } };
    // The reply names the devices in use, so it follows the switch.
    await machine.setInputSettings({ audio: settingsFor(audioDeviceId), video: settingsFor(videoDeviceId) });
    machine.client.reply(request, await inputDevices(machine));
  },
  'update-input-settings': async (machine, request) => {
    const settings = fields(request.inputSettings);
    const processors = [fields(fields(settings.audio).processor).type, fields(fields(settings.video).processor).type];
    if (processors.some((type) => type !== undefined && type !== 'none'))
      return machine.client.reply(request, { error: unsupported('processors of sound or picture') });
    await machine.setInputSettings(settings);
    machine.client.reply(request, machine.session ? { inputSettings: settings } : { returnPreloadCache: true });
  },
  'cycle-camera': async (machine, request) => {
    machine.client.reply(request, { device: await nextDevice(machine, 'video') });
  },
  'cycle-mic': async (machine, request) => {
    machine.client.reply(request, { device: await nextDevice(machine, 'audio') });
  },

  // Client statistics for Daily.
  'transmit-log': () => undefined,
};

/** The requests that may fail, by fault. */
const REQUEST_KINDS: Record<string, RequestKind> = {
  'daily-method-preauth': 'preauth',
  'join-meeting': 'join',
  'daily-method-request-access': 'request-access',
  'daily-method-update-waiting-participant': 'decision',
  'daily-method-update-waiting-participants': 'decision',
  'leave-meeting': 'leave',
};

const warned = new Set<string>();

export function handle(machine: Machine, request: ClientRequest): void {
  const { action } = request;
  const handler = Object.hasOwn(HANDLERS, action) ? HANDLERS[action] : undefined;
  if (!handler) return refuse(machine, request);
  const moment = REQUEST_KINDS[action];
  const proceed = (passed: ClientRequest, delivery: Delivery = 'now'): void | Promise<void> =>
    handler(machine, passed, delivery);
  const done = moment ? machine.faults.pass(moment, request, proceed) : proceed(request);
  void Promise.resolve(done).catch((error: unknown) => {
    console.error(`Local room: ${action} failed.`, error);
    machine.client.reply(request, { error: `The local room failed: ${String(error)}` });
  });
}

/** Replies with an error, in the form that the client expects, and warns the developer. */
function refuse(machine: Machine, request: ClientRequest): void {
  const error = unsupported(request.action);
  if (!warned.has(request.action)) console.warn(error);
  warned.add(request.action);
  if (request.action === 'set-output-device')
    machine.client.reply(request, { error: { type: 'unsupported', message: error } });
  else machine.client.reply(request, { error, errorMsg: error, results: { result: 'failed', errorMsg: error } });
}

function unsupported(what: string): string {
  return `The local room does not support ${what}.`;
}

async function updateParticipant({ session }: Machine, id: string, properties: unknown): Promise<void> {
  if (!session) return;
  const {
    setAudio,
    setVideo,
    setSubscribedTracks,
    eject: out,
    updatePermissions: given,
    styles: _,
    ...rest
  } = fields(properties);
  for (const property of Object.keys(rest)) console.warn(unsupported(`updateParticipant ${property}`));
  if (setSubscribedTracks !== undefined) {
    if (session.peers.subscriptions.ask(id, setSubscribedTracks)) session.peers.mesh.resubscribe();
    else console.warn(unsupported(`setSubscribedTracks ${JSON.stringify(setSubscribedTracks)}`));
  }
  if (id === 'local' || id === session.id) {
    if (typeof setAudio === 'boolean') session.setMedia('audio', setAudio);
    if (typeof setVideo === 'boolean') session.setMedia('video', setVideo);
  } else {
    const kinds: Kind[] = [];
    if (setAudio === false) kinds.push('audio');
    if (setVideo === false) kinds.push('video');
    if (kinds.length > 0) {
      // Daily's call machine checks this before it sends anything, and tells nobody.
      if (!session.room || !isAdminIn(session.room, session.id)) console.warn(`Local room: ${REFUSALS.notAdmin.msg}`);
      else session.link.send({ type: 'turn-off', from: session.id, to: id, kinds });
    }
    if (setAudio === true || setVideo === true) console.warn(unsupported("turning on somebody else's devices"));
  }
  const target = id === 'local' ? session.id : id;
  const outcomes = [
    given
      ? await session.link.apply(updatePermissions, { by: session.id, id: target, permissions: toPermissions(given) })
      : undefined,
    out === true ? await session.link.apply(eject, { by: session.id, id: target }) : undefined,
  ];
  for (const outcome of outcomes) if (outcome?.ok === false) console.warn(`Local room: ${outcome.error.msg}`);
}

/** Sets become lists, so that they can be stored and compared. */
function toPermissions(given: unknown): Partial<Permissions> {
  const permissions: Partial<Permissions> = {};
  const { hasPresence, canSend, canAdmin } = fields(given);
  if (typeof hasPresence === 'boolean') permissions.hasPresence = hasPresence;
  const list = (value: unknown): boolean | string[] | undefined => {
    if (typeof value === 'boolean') return value;
    return value instanceof Set || Array.isArray(value) ? [...(value as Iterable<unknown>)].map(String) : undefined;
  };
  const [send, admin] = [list(canSend), list(canAdmin)];
  if (send !== undefined) permissions.canSend = send;
  if (admin !== undefined) permissions.canAdmin = admin;
  return permissions;
}

function allow(machine: Machine, kind: Kind, allowed: boolean): void {
  machine.properties.allowed[kind] = allowed;
  if (!allowed) machine.session?.setMedia(kind, false);
}

/** The owner who answers, and the reply to their client. */
interface Owner {
  session: Session | undefined;
  client: ClientChannel;
}

/** `updateWaitingParticipant()`. */
function answerOne(owner: Owner, request: ClientRequest, delivery: Delivery): void {
  const method = 'updateWaitingParticipant()';
  const id = String(request.id);
  const error =
    wrongUpdates([request.updates], method) ??
    (isListed(owner, id) ? undefined : `${method} must take an id of a waiting participant`);
  if (error) return owner.client.reply(request, { error: new Error(error) });
  answer(owner, id, request.updates, delivery);
  owner.client.reply(request, { id });
}

/** `updateWaitingParticipants()`: one unknown id refuses all. The key `'*'` is for everybody else on the list. */
function answerWaiting(owner: Owner, request: ClientRequest, delivery: Delivery): void {
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

/** Only the list of this page counts, which is empty for participants who are not admins. */
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

/** The devices in use, in the form of daily-js's `getInputDevices()`. */
async function inputDevices(machine: Machine): Promise<Record<string, unknown>> {
  if (!machine.session) return { returnPreloadCache: true };
  return { camera: await deviceInUse(machine, 'video'), mic: await deviceInUse(machine, 'audio'), speaker: {} };
}

/** Switches to the next camera or microphone. `null` if there is no other. */
async function nextDevice(machine: Machine, kind: Kind): Promise<unknown> {
  const devices = await devicesOf(kind);
  const current = deviceIdInUse(machine, kind);
  const next = devices[(devices.findIndex(({ deviceId }) => deviceId === current) + 1) % devices.length];
  if (!next || next.deviceId === current || !current) return null;
  await machine.setInputSettings({ [kind]: { settings: { deviceId: next.deviceId } } });
  return next.toJSON();
}

async function deviceInUse(machine: Machine, kind: Kind): Promise<unknown> {
  // A device that is off, or in the lobby, is not in use yet, but is known already.
  const current = deviceIdInUse(machine, kind) ?? chosenId(machine.properties.constraints[kind]);
  const device = (await devicesOf(kind)).find(({ deviceId }) => current && deviceId === current);
  return device?.toJSON() ?? {};
}

function deviceIdInUse({ session }: Machine, kind: Kind): string | undefined {
  return session?.media.trackOf(kind)?.getSettings().deviceId;
}

function chosenId({ deviceId }: MediaTrackConstraints): string | undefined {
  return typeof deviceId === 'string' ? deviceId : undefined;
}

async function devicesOf(kind: Kind): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => device.kind === (kind === 'video' ? 'videoinput' : 'audioinput'));
}
