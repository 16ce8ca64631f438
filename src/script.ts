/**
 * The entry of `daily-knock.js`: the two forms. The call, and the elements that show one, are loaded on demand.
 *
 * @module
 */
import './elements/knock-form/define.js';
import './elements/owner-room/define.js';
import { autoload } from './elements/call-element/autoload.js';

autoload();

export { configure } from './core/room-hosts.js';
export { loadElements } from './elements/call-element/autoload.js';
export { registerTranslation } from './i18n/registry.js';
