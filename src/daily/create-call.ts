import type { DailyCall, DailyCallOptions, DailyFactoryOptions } from '@daily-co/daily-js';
import { loadDaily } from './load-daily.js';

/** Options for Daily, as `callOptions` takes them. */
export type CallOptions = DailyFactoryOptions & DailyCallOptions;

declare global {
  /**
   * Returns a page's options for calls to a room. An element's `callOptions` have precedence. Set it before the first join.
   */
  var dailyKnockCallOptions: ((roomUrl: string) => CallOptions | undefined) | undefined;
}

/** Options of `createCallObject()` only. `join()` and `preAuth()` warn about them. */
const FACTORY_ONLY = ['allowMultipleCallInstances', 'strictMode'] as const;

/** Merges the page's and the element's options for a room into copies: daily-js deletes properties of the objects it gets. */
export function mergeCallOptions(roomUrl: string, options: CallOptions | undefined): CallOptions {
  const hook: unknown = globalThis.dailyKnockCallOptions;
  // An element's id or a frame's name may shadow the global.
  const page = typeof hook === 'function' ? (hook as (url: string) => CallOptions | undefined)(roomUrl) : undefined;
  const merged: CallOptions = { ...page, ...options };
  if (page?.dailyConfig || options?.dailyConfig) merged.dailyConfig = { ...page?.dailyConfig, ...options?.dailyConfig };
  return merged;
}

/** Picks the options of `preAuth()` and `join()`. */
export function joinOptions(options: CallOptions): DailyCallOptions {
  const rest: CallOptions = { ...options };
  for (const name of FACTORY_ONLY) delete rest[name];
  return rest;
}

/** Creates a call object. Several are allowed, because the page may have calls of its own. */
export async function createCall(options: CallOptions): Promise<DailyCall> {
  const factory = await loadDaily();
  return factory.createCallObject({ allowMultipleCallInstances: true, ...options });
}
