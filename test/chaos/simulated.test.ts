import fc from 'fast-check';
import { commands, PEOPLE, waits, type Step } from './commands.js';
import { readSettings, unleash } from './run.js';
import { SimulatedWorld } from './simulated-world.js';
import { TROUBLE } from './trouble.js';
import { CALM } from './weather.js';

const isFirefox = navigator.userAgent.includes('Firefox');

async function run(steps: Iterable<Step>): Promise<number> {
  const world = new SimulatedWorld();
  try {
    await fc.asyncModelRun(() => ({ model: world, real: world }), steps);
    const { steps: count } = world;
    await world.finish(CALM);
    return count;
  } finally {
    world.restore();
  }
}

describe('owners and guests in a room in memory', () => {
  it('come to one outcome each, whatever Daily and the network do', async function () {
    this.timeout(0);
    const settings = await readSettings();
    // All levels together have two minutes of `npm test`.
    const [seconds, longRuns] = isFirefox ? [15, 40] : [40, 100];
    await unleash({
      name: `a room in memory, ${isFirefox ? 'Firefox' : 'Chromium'}`,
      steps: commands([...PEOPLE, ...TROUBLE, [5, waits(30, 250, 1200, 3100, 12_000, 21_000, 61_000)]], 160),
      run,
      settings,
      longRuns,
      seconds: settings.minutes === undefined ? seconds : settings.minutes * 60,
      batch: 25,
    });
  });
});
