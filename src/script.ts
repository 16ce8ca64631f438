/**
 * What `daily-knock.js` holds: the two forms. What a call needs, and the elements that show a call, are fetched when they are needed.
 *
 * @module
 */
import { autoload } from './elements/base/autoload.js';
import './elements/knock-form/define.js';
import './elements/owner-room/define.js';

autoload();

export { configure } from './core/room-hosts.js';
export { loadElements } from './elements/base/autoload.js';
export { registerTranslation } from './i18n/registry.js';
