import fc from 'fast-check';
import { commands, type Step, USER_COMMANDS, waits } from './commands.js';
import { FAULT_COMMANDS } from './faults.js';
import { NORMAL } from './network-conditions.js';
import { readSettings, runChaos } from './run-chaos.js';
import { SimulatedWorld } from './simulated-world.js';

const isFirefox = navigator.userAgent.includes('Firefox');

async function run(steps: Iterable<Step>): Promise<number> {
  const world = new SimulatedWorld();
  try {
    await fc.asyncModelRun(() => ({ model: world, real: world }), steps);
    const { steps: count } = world;
    await world.finish(NORMAL);
    return count;
  } finally {
    world.restore();
  }
}

describe('owners and guests in a room in memory', () => {
  it('get one outcome per attempt under any network conditions and faults', async function () {
    this.timeout(0);
    const settings = await readSettings();
    // Together, the chaos tests have two minutes of `npm test`.
    const [seconds, longRuns] = isFirefox ? [15, 40] : [40, 100];
    await runChaos({
      name: `a room in memory, ${isFirefox ? 'Firefox' : 'Chromium'}`,
      steps: commands(
        [...USER_COMMANDS, ...FAULT_COMMANDS, [5, waits(30, 250, 1200, 3100, 12_000, 21_000, 61_000)]],
        160,
      ),
      run,
      settings,
      longRuns,
      seconds: settings.minutes === undefined ? seconds : settings.minutes * 60,
      batch: 25,
    });
  });
});
