// Starts the server with the settings in the environment (README.md lists them), and ends it without cutting answers off.
import { createApp } from './src/app.mjs';
import { createDailyApi } from './src/daily-api.mjs';
import { followHosts, readHosts } from './src/hosts.mjs';
import { end, listen } from './src/listen.mjs';
import { createLobby } from './src/lobby.mjs';
import { createLog } from './src/log.mjs';
import { createPush } from './src/push.mjs';
import { createSessions } from './src/sessions.mjs';
import { readSettings } from './src/settings.mjs';
import { createWebhook } from './src/webhook.mjs';

try {
  const settings = readSettings(process.env);
  const log = createLog();
  const hosts = await readHosts(settings.hostsFile);
  followHosts(settings.hostsFile, hosts, log);
  const sessions = createSessions({ ...settings, hosts });
  const daily = createDailyApi(settings);
  const { push } = settings;
  const notifying = push && { notifications: await createPush({ ...push, log }), webhook: createWebhook(push) };
  // Half of the connections, so that as many are left for everything else.
  const lobby = createLobby({ most: Math.floor(settings.maxConnections / 2) });
  const app = createApp({ ...settings, ...notifying, hosts, sessions, daily, lobby, log, hostOf: sessions.hostOf });
  const server = await listen(app, { ...settings, log });
  console.log(`${settings.origin} (port ${server.address().port}), ${hosts.size} host(s)`);

  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end(server));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
