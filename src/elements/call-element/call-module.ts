import type * as call from '../../call/index.js';
import { Lazy } from '../base/lazy.js';

export type CallModule = typeof call;

/** The lazy chunk: everything that a call needs and a form does not, and the consumer elements. */
export const callModule = new Lazy(() => import('../../call/index.js'));
