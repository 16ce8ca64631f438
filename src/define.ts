/**
 * Registers the four elements; and gives what a page's own script may say about wordings and rooms once they are there.
 *
 * @module
 */
import './elements/knock-form/define.js';
import './elements/owner-room/define.js';
import './elements/video-tile/define.js';
import './elements/waiting-list/define.js';

export { configure } from './core/room-hosts.js';
export { registerTranslation } from './i18n/registry.js';
