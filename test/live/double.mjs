// A world for the questions without Daily: the double of its servers (test/machine) with Daily's own call machine, and beside it the
// double of the REST API (test/examples), both with the same rooms.
import { setTimeout as sleep } from 'node:timers/promises';
import { startDailyDouble } from '../examples/daily-double.mjs';
import { DOMAIN } from '../machine/daily-servers.mjs';
import { MachineWorld } from '../machine/world-machine.mjs';
import { RestApi } from './rest.mjs';
import { LiveWorld } from './world.mjs';

const API_KEY = 'key-that-nobody-may-see';

/**
 * @param {object} options
 * @param {string} options.bundle the path of `call-machine-object-bundle.js`
 * @param {Partial<import('../machine/daily-servers.mjs').Behavior>} [options.behavior] of all rooms
 * @param {{ url: string, port: number }} [options.webhook]
 */
export async function openDouble({ bundle, behavior, webhook }) {
  const machine = await MachineWorld.open({ bundle });
  const { servers } = machine;
  const rest = await startDailyDouble({
    apiKey: API_KEY,
    roomHost: `https://${DOMAIN}.daily.co`,
    onRoom: ({ name, privacy, config }) => {
      servers.createRoom({ name, privacy, properties: config, behavior });
      for (const url of rest.webhooks.values()) void callWebhook(url, name);
    },
    onDelete: (name) => servers.deleteRoom(name),
    onEject: (_room, sessionId) => servers.eject(sessionId),
    tokenFor: (properties) => servers.createToken(properties.room_name, properties),
  });
  const api = new RestApi({ apiKey: API_KEY, apiUrl: rest.apiUrl });
  /** What pages wrote into their console, and their errors. @type {string[]} */
  const said = [];
  const tabs = {
    callOptions: (options) => machine.callOptions(options),
    closePage: (...page) => machine.closePage(...page),
    openPage: async (path, options) => {
      const page = await machine.openPage(path, options);
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error.stack ?? error)));
      return page;
    },
  };
  return {
    ...{ api, rest, said, apiKey: API_KEY },
    world: new LiveWorld({ api, tabs, webhook }),
    close: async () => {
      await machine.close();
      await rest.close();
    },
  };
}

/** Tells of a knock, whether there is one or not: only the way of the message is a matter here. */
async function callWebhook(url, room) {
  await sleep(1000);
  for (const type of ['waiting-participant.joined', 'waiting-participant.left']) {
    const body = JSON.stringify({ type, payload: { room, user_name: 'Gus' } });
    // A question stops listening with its first answer.
    await fetch(url, { method: 'POST', body }).catch(() => {});
  }
}
