import { Lazy } from './lazy.js';

/** All that a call needs and a form does not, with the elements that show a call. The one seam between what is loaded at once and later. */
export const callModule = new Lazy(() => import('../../call/index.js'));
