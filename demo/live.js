import './copy.js';
import { startLog } from './event-log.js';

startLog(/** @type {HTMLElement} */ (document.getElementById('log')));
