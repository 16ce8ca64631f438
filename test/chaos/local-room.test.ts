import fc from 'fast-check';
import { commands, type Step, USER_COMMANDS, waits } from './commands.js';
import { LocalRoomWorld } from './local-room-world.js';
import { NORMAL } from './network-conditions.js';
import { readSettings, runChaos } from './run-chaos.js';

async function run(steps: Iterable<Step>): Promise<number> {
  const world = await LocalRoomWorld.open();
  try {
    await fc.asyncModelRun(() => ({ model: world, real: world }), steps);
    const { steps: count } = world;
    await world.finish(NORMAL);
    return count;
  } finally {
    await world.close();
  }
}

// The real daily-js needs real time, so one browser has to be enough.
const inChromium = navigator.userAgent.includes('Firefox') ? describe.skip : describe;

inChromium('owners and guests in a local room', () => {
  it('get one outcome per attempt', async function () {
    this.timeout(0);
    const settings = await readSettings();
    await runChaos({
      name: 'the local room',
      steps: commands([...USER_COMMANDS, [5, waits(5, 40, 1000, 1000)]], 100, false),
      run,
      settings,
      longRuns: 0,
      seconds: settings.minutes === undefined ? 15 : settings.minutes * 60,
      batch: 4,
    });
  });
});
