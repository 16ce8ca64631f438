// daily-js alone: nobody looks at the list.
import { contend } from './stage.js';

await contend((call) => (count) => Object.keys(call.waitingParticipants()).length >= count);
