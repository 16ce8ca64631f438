// What Daily tells a server about knocking. It needs an address that Daily reaches, and that leads to a port of this machine.
import { createServer } from 'node:http';
import { ownerAndKnocker } from './support.mjs';

const EVENTS = ['waiting-participant.joined', 'waiting-participant.left'];

export default [
  {
    name: 'webhook',
    title: 'What does a webhook tell of a knock?',
    readings: { told: 'it comes', silent: 'nothing comes' },
    async ask(stage) {
      const { webhook, api } = stage.world;
      if (!webhook) return { notAsked: 'it needs DAILY_WEBHOOK_URL, an address of this machine that Daily reaches' };
      const bodies = [];
      const server = createServer(async (request, response) => {
        let text = '';
        for await (const part of request) text += part;
        response.writeHead(200).end(); // Also to the test request with which Daily tries an address.
        const body = parsed(text);
        if (body?.payload?.room === stage.current?.name) bodies.push(body);
      });
      await new Promise((resolve, reject) => server.once('error', reject).listen(webhook.port, resolve));
      try {
        const path = await api.createWebhook(webhook.url, EVENTS);
        const { gus } = await ownerAndKnocker(stage);
        await gus.call('leave');
        for (let waited = 0; bodies.length < EVENTS.length && waited < 30; waited += 1) await stage.sleep(1);
        await api.delete(path);
        if (!bodies.length) return { reading: 'silent', seen: 'no event of this room within 30 s' };
        return { reading: 'told', seen: bodies.map(shapeOf).join('; ') };
      } finally {
        server.close();
      }
    },
  },
];

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The payload with the types of what is in it; ids and times are of no use to a reader. */
function shapeOf({ type, payload }) {
  const fields = Object.entries(payload).map(([name, value]) => {
    const isTelling = typeof value === 'boolean' || value === null || name === 'user_name';
    return `${name}: ${isTelling ? JSON.stringify(value) : typeof value}`;
  });
  return `${type} { ${fields.join(', ')} }`;
}
