import devices from './call-devices.mjs';
import knock from './call-knock.mjs';
import rooms from './call-rooms.mjs';
import faults from './element-faults.mjs';
import sequences from './element-sequences.mjs';

/** With call objects alone: what daily-js tells a page. Their traces are compared. */
export const callScenarios = [...knock, ...rooms, ...devices];

/** With the elements: what a person sees, and which events reach the page. They say themselves what must be. */
export const elementScenarios = [...sequences, ...faults];
