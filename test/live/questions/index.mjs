import access from './access.mjs';
import devices from './devices.mjs';
import ends from './ends.mjs';
import lobby from './lobby.mjs';
import waiting from './waiting.mjs';
import webhook from './webhook.mjs';

/** @type {import('../ask.mjs').Question[]} */
export const questions = [...access, ...waiting, ...lobby, ...ends, ...devices, ...webhook];
