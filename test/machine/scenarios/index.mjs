import devices from './call-devices.mjs';
import knock from './call-knock.mjs';
import rooms from './call-rooms.mjs';

/** With call objects alone: what daily-js tells a page. Their traces are compared. */
export const callScenarios = [...knock, ...rooms, ...devices];
