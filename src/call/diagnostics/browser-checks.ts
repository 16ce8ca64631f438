import type { DailyCallFactory, DailyCallStaticUtils } from '@daily-co/daily-js';
import { documentProperty } from '../../context/document.js';

declare global {
  interface Document {
    /** Chromium only (Permissions Policy, "The permissionsPolicy object", under its former name). */
    readonly featurePolicy?: { allowsFeature(name: string): boolean };
  }
}

/** Whether daily-js does not support this browser. A page's own daily-js may lack `supportedBrowser()`. */
export function hasNoWebRtc(daily: DailyCallFactory & Partial<DailyCallStaticUtils>): boolean {
  return daily.supportedBrowser?.().supported === false;
}

/** Whether a permissions policy forbids a feature. `false` in browsers without `featurePolicy`. */
export function isForbidden(feature: string): boolean {
  return documentProperty(document, 'featurePolicy')?.allowsFeature(feature) === false;
}

export function forbidsDevices(): boolean {
  return isForbidden('camera') && isForbidden('microphone');
}

/** The same for browsers without `featurePolicy`: in an iframe, both permissions are then `denied` without a prompt. */
export async function forbidsFramedDevices(): Promise<boolean> {
  if (window === window.top || documentProperty(document, 'featurePolicy')) return false;
  try {
    const states = await Promise.all(
      ['camera', 'microphone'].map((name) => navigator.permissions.query({ name: name as PermissionName })),
    );
    return states.every(({ state }) => state === 'denied');
  } catch {
    // Not every browser has these permission names.
    return false;
  }
}
