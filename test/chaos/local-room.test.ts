import fc from 'fast-check';
import { commands, PEOPLE, waits, type Step } from './commands.js';
import { LocalRoomWorld } from './local-room-world.js';
import { readSettings, unleash } from './run.js';
import { CALM } from './weather.js';

async function run(steps: Iterable<Step>): Promise<number> {
  const world = await LocalRoomWorld.open();
  try {
    await fc.asyncModelRun(() => ({ model: world, real: world }), steps);
    const { steps: count } = world;
    await world.finish(CALM);
    return count;
  } finally {
    await world.close();
  }
}

// The real daily-js needs real time, so that one browser has to do.
const inChromium = navigator.userAgent.includes('Firefox') ? describe.skip : describe;

inChromium('owners and guests in a local room', () => {
  it('come to one outcome each, whatever they do', async function () {
    this.timeout(0);
    const settings = await readSettings();
    await unleash({
      name: 'the local room',
      steps: commands([...PEOPLE, [5, waits(5, 40, 1000, 1000)]], 100, false),
      run,
      settings,
      longRuns: 0,
      seconds: settings.minutes === undefined ? 15 : settings.minutes * 60,
      batch: 4,
    });
  });
});
