// Starts the server with the settings in the environment (README.md lists them), and ends it without cutting answers off.
import { createServer } from 'node:http';
import { createApp } from './src/app.mjs';
import { createDailyApi } from './src/daily-api.mjs';
import { readHosts } from './src/hosts.mjs';
import { createSessions } from './src/sessions.mjs';
import { readSettings } from './src/settings.mjs';

let settings;
try {
  settings = readSettings(process.env);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const hosts = await readHosts(settings.hostsFile);
const sessions = createSessions({ ...settings, hosts });
const daily = createDailyApi(settings);
const server = createServer(createApp({ ...settings, hosts, sessions, daily, hostOf: sessions.hostOf }));

server.listen(settings.port, settings.address, () => {
  console.log(`${settings.origin} (port ${server.address().port}), ${hosts.size} host(s)`);
});

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
