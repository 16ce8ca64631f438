import type { DailyCallFactory, DailyCallStaticUtils } from '@daily-co/daily-js';

/** What only Chromium has so far (Permissions Policy, "The permissionsPolicy object", under its former name). */
interface FeaturePolicy {
  allowsFeature(name: string): boolean;
}

/**
 * Whether daily-js will refuse to work in this browser.
 *
 * @param daily daily-js; a page's own may be older than this question
 */
export function hasNoWebRtc(daily: DailyCallFactory & Partial<DailyCallStaticUtils>): boolean {
  return daily.supportedBrowser?.().supported === false;
}

/**
 * Whether a policy of the page, or of the pages around it, forbids something; as far as the browser tells.
 *
 * @param feature its name in the policy
 */
export function isForbidden(feature: string): boolean {
  const { featurePolicy } = document as Document & { featurePolicy?: FeaturePolicy };
  return featurePolicy?.allowsFeature(feature) === false;
}

/** Whether a policy keeps camera and microphone from the page. */
export function forbidsDevices(): boolean {
  return isForbidden('camera') && isForbidden('microphone');
}

/** The same where the browser tells of no policy: in an iframe it then says of both devices that they are refused, unasked. */
export async function forbidsFramedDevices(): Promise<boolean> {
  if (window === window.top || 'featurePolicy' in document) return false;
  try {
    const states = await Promise.all(
      ['camera', 'microphone'].map((name) => navigator.permissions.query({ name: name as PermissionName })),
    );
    return states.every(({ state }) => state === 'denied');
  } catch {
    // Not every browser can be asked for them.
    return false;
  }
}
