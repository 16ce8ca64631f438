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
  machine.setInputSettings({ [kind]: { settings: { deviceId: next.deviceId } } });
  return next.toJSON();
}

async function deviceInUse(machine: Machine, kind: Kind): Promise<unknown> {
  const current = deviceIdInUse(machine, kind);
  const device = (await devicesOf(kind)).find(({ deviceId }) => current && deviceId === current);
  return device?.toJSON() ?? {};
}

function deviceIdInUse({ session }: Machine, kind: Kind): string | undefined {
  return session?.media.trackOf(kind)?.getSettings().deviceId;
}

async function devicesOf(kind: Kind): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => device.kind === (kind === 'video' ? 'videoinput' : 'audioinput'));
}
