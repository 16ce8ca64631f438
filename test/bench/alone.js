// daily-js without anything that shows the list.
import { contend, longestWaiting } from './stage.js';

const grant = { grantRequestedAccess: true };
await contend((call) => ({
  shows: (count) => Object.keys(call.waitingParticipants()).length === count,
  allow: () => call.updateWaitingParticipant(longestWaiting(), grant),
  allowAll: () => call.updateWaitingParticipants({ '*': grant }),
}));
