import type { DailyCall, DailyCallOptions, DailyFactoryOptions } from '@daily-co/daily-js';
import { loadDaily } from './load-daily.js';

/** Options for Daily, as `callOptions` takes them. */
export type CallOptions = DailyFactoryOptions & DailyCallOptions;

declare global {
  /**
   * A page's further options for the calls that the elements make, by room link; what an element's `callOptions` says
   * goes before. Set it before the first join.
   */
  var dailyKnockCallOptions: ((roomUrl: string) => CallOptions | undefined) | undefined;
}

/** What is only for the making of a call object; `join()` and `preAuth()` of daily-js warn about it. */
const FACTORY_ONLY = ['allowMultipleCallInstances', 'strictMode'] as const;

/**
 * The page's and the element's options for a room, as one. The parts are copies: daily-js deletes what it has taken
 * out of the objects that it is given.
 *
 * @param roomUrl the room
 * @param options the element's own
 */
export function mergeCallOptions(roomUrl: string, options: CallOptions | undefined): CallOptions {
  const hook: unknown = globalThis.dailyKnockCallOptions;
  // An element's id, or a frame's name, may stand in its place.
  const page = typeof hook === 'function' ? (hook as (url: string) => CallOptions | undefined)(roomUrl) : undefined;
  const merged: CallOptions = { ...page, ...options };
  if (page?.dailyConfig || options?.dailyConfig) merged.dailyConfig = { ...page?.dailyConfig, ...options?.dailyConfig };
  return merged;
}

/**
 * The part of the options that `preAuth()` and `join()` take.
 *
 * @param options all of them
 */
export function joinOptions(options: CallOptions): DailyCallOptions {
  const rest: CallOptions = { ...options };
  for (const name of FACTORY_ONLY) delete rest[name];
  return rest;
}

/**
 * Makes a call object. Other calls in the page are none of our business, so several are allowed.
 *
 * @param options as {@link mergeCallOptions} gives them
 */
export async function createCall(options: CallOptions): Promise<DailyCall> {
  const factory = await loadDaily();
  return factory.createCallObject({ allowMultipleCallInstances: true, ...options });
}
