// The elements in the local room, in the same scenarios that npm run test:machine plays with Daily's own call machine.
import { after, before, describe, it } from 'node:test';
import { browserNames } from '../e2e/browsers.mjs';
import { beginAll } from './play.mjs';
import { elementScenarios } from './scenarios/index.mjs';
import { LocalRoomWorld } from './world-local-room.mjs';

const only = process.env.ONLY?.split(',');
const scenarios = elementScenarios.filter(({ name }) => !only || only.includes(name));

describe('the elements in the local room', { skip: !browserNames.includes('chromium') && 'needs Chromium' }, () => {
  let world, ends;

  before(async () => {
    world = await LocalRoomWorld.open();
    ends = beginAll(world, scenarios);
  });
  after(() => world?.close());

  for (const scenario of scenarios)
    it(`${scenario.name}: ${scenario.title}`, async () => {
      const { text, error } = await ends.get(scenario);
      if (error) throw new Error(`${error.message}\n${text}`, { cause: error });
    });
});
