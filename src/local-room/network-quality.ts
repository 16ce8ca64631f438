import type { ClientEvent } from './view.js';

type Health = 'good' | 'warning' | 'bad';

const MEASURES = {
  good: { threshold: 'good', quality: 100 },
  warning: { threshold: 'low', quality: 50 },
  bad: { threshold: 'very-low', quality: 0 },
} as const;

/**
 * What Daily would say of this page's network: good while all connections hold, bad when none does.
 *
 * @param connections how many there are
 * @param broken how many of them are interrupted
 */
export function healthOf(connections: number, broken: number): Health {
  if (broken === 0) return 'good';
  return broken < connections ? 'warning' : 'bad';
}

/**
 * The message from which daily-js makes its event: it carries the state as an object.
 *
 * @param health how the network is
 */
export function networkQualityEvent(health: Health): ClientEvent {
  return { action: 'network-quality-change', state: { state: health, reasons: [] }, ...MEASURES[health] };
}
