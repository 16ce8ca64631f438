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

/** Whether a policy of the page, or of the pages around it, keeps camera and microphone from it; as far as the browser tells. */
export function forbidsDevices(): boolean {
  const { featurePolicy } = document as Document & { featurePolicy?: FeaturePolicy };
  return Boolean(featurePolicy) && !['camera', 'microphone'].some((device) => featurePolicy!.allowsFeature(device));
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
