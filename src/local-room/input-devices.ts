import type { Machine } from './machine.js';
import type { Kind } from './types.js';

/** The devices in use, in the shape of daily-js's `getInputDevices()`. */
export async function inputDevices(machine: Machine): Promise<Record<string, unknown>> {
  if (!machine.session) return { returnPreloadCache: true };
  return { camera: await deviceInUse(machine, 'video'), mic: await deviceInUse(machine, 'audio'), speaker: {} };
}

/** Goes on to the next camera or microphone. `null` when there is no other. */
export async function nextDevice(machine: Machine, kind: Kind): Promise<unknown> {
  const devices = await devicesOf(kind);
  const current = deviceIdInUse(machine, kind);
  const next = devices[(devices.findIndex(({ deviceId }) => deviceId === current) + 1) % devices.length];
  if (!next || next.deviceId === current || !current) return null;
  await machine.setInputSettings({ [kind]: { settings: { deviceId: next.deviceId } } });
  return next.toJSON();
}

async function deviceInUse(machine: Machine, kind: Kind): Promise<unknown> {
  // What is off, or waits in the lobby, uses no device yet, but it is known which one it will be.
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
