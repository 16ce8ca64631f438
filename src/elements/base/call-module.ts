import { Lazy } from './lazy.js';

/** The lazy chunk: everything that a call needs and a form does not, and the consumer elements. */
export const callModule = new Lazy(() => import('../../call/index.js'));
