/**
 * Registers the four elements. Exports what a page's script configures: translations and allowed rooms.
 *
 * @module
 */
import './elements/knock-form/define.js';
import './elements/owner-room/define.js';
import './elements/video-tile/define.js';
import './elements/waiting-list/define.js';

export { configure } from './core/room-hosts.js';
export { registerTranslation } from './i18n/registry.js';
