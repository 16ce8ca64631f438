// Plays the scenarios in the local room and compares with the traces of Daily's own call machine (npm run test:machine).
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames } from '../e2e/browsers.mjs';
import { beginAll, difference, recordedTrace } from './play.mjs';
import { callScenarios } from './scenarios/index.mjs';
import { LocalRoomWorld } from './world-local-room.mjs';

const only = process.env.ONLY?.split(',');
const scenarios = callScenarios.filter(
  ({ name, worlds }) => (!worlds || worlds.includes('local-room')) && (!only || only.includes(name)),
);

describe(
  'the local room, beside Daily’s call machine',
  { skip: !browserNames.includes('chromium') && 'needs Chromium' },
  () => {
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
        const expected = await recordedTrace(scenario);
        assert.ok(expected !== undefined, 'No trace is recorded: npm run test:machine -- --record');
        const lines = difference(expected, text);
        assert.ok(lines === '', `${scenario.title}\n(- Daily’s call machine, + the local room)\n${lines}`);
      });
  },
);
