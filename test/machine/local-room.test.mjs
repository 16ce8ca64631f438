// The local room is held to what was recorded of Daily's own call machine (npm run test:machine): the same scenarios, the same lines.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { difference, playAll, recordedTrace } from './play.mjs';
import { callScenarios } from './scenarios/index.mjs';
import { LocalRoomWorld } from './world-local-room.mjs';

const only = process.env.ONLY?.split(',');
const scenarios = callScenarios.filter(
  ({ name, world }) => (!world || world === 'local-room') && (!only || only.includes(name)),
);

describe('the local room, beside Daily’s call machine', () => {
  let world;
  /** Each scenario's end: they play several at a time, since most of them mostly wait. */
  const ends = new Map(scenarios.map((scenario) => [scenario, Promise.withResolvers?.() ?? withResolvers()]));

  before(async () => {
    world = await LocalRoomWorld.open();
    const done = (result) => ends.get(result.scenario).resolve(result);
    void playAll(world, scenarios, { atOnce: 8, done });
  });
  after(() => world?.close());

  for (const scenario of scenarios)
    it(scenario.name, { timeout: 120_000 }, async () => {
      const { text, error } = await ends.get(scenario).promise;
      if (error) throw new Error(`${error.message}\n${text}`, { cause: error });
      const expected = await recordedTrace(scenario);
      assert.ok(expected !== undefined, 'No trace is recorded.');
      const lines = difference(expected, text);
      assert.ok(lines === '', `${scenario.title}\n(- Daily’s call machine, + the local room)\n${lines}`);
    });
});

function withResolvers() {
  let resolve;
  const promise = new Promise((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}
