/**
 * Registers the four elements.
 *
 * @module
 */
import './elements/knock-form/define.js';
import './elements/owner-room/define.js';
import './elements/video-tile/define.js';
import './elements/waiting-list/define.js';
