// The settings, from the environment. What is missing or unsafe is said at the start, and not when the first host comes.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const fileBeside = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param {Record<string, string | undefined>} environment
 * @throws {Error} whose message says what to set, in words for whoever starts the server
 */
export function readSettings(environment) {
  const required = (name, what) => {
    const value = environment[name]?.trim();
    if (!value) throw new Error(`${name} is not set: ${what}.`);
    return value;
  };
  const number = (name, fallback, least, most) => {
    const value = environment[name] === undefined ? fallback : Number(environment[name]);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new Error(`${name} is to be a whole number from ${least} to ${most}.`);
    }
    return value;
  };

  const port = number('PORT', 3000, 0, 65535);
  const site = environment.ORIGIN ?? `http://localhost:${port}`;
  if (!/^https?:/.test(site) || !URL.canParse(site)) {
    throw new Error(`ORIGIN is ${site}: it is to be an address like https://video.example.com.`);
  }
  const { protocol, origin, hostname } = new URL(site);
  const isSecure = protocol === 'https:';
  if (!isSecure && hostname !== 'localhost') {
    throw new Error(
      `ORIGIN is ${origin}: without https a session could be read on its way. Only localhost may do without.`,
    );
  }
  const elementsFolder = environment.ELEMENTS_FOLDER ?? fileBeside('../../../dist');
  if (!existsSync(elementsFolder)) {
    throw new Error(`ELEMENTS_FOLDER is ${elementsFolder}, where there is nothing: \`npm run build\` makes dist/.`);
  }

  return {
    port,
    origin,
    isSecure,
    address: environment.ADDRESS ?? 'localhost',
    /** Whether a proxy of yours stands before this server and tells the visitor's address in X-Forwarded-For. */
    behindProxy: environment.BEHIND_PROXY === '1',
    /** More at once are closed. Each is an open file: the process may have to open some more than that (`ulimit -n`). */
    maxConnections: number('MAX_CONNECTIONS', 500, 1, 100_000),
    sessionSeconds: number('SESSION_SECONDS', 8 * 3600, 60, 30 * 86400),
    hostsFile: environment.HOSTS_FILE ?? fileBeside('../hosts.json'),
    apiKey: required('DAILY_API_KEY', 'the key is in the dashboard of your Daily account, under Developers'),
    apiUrl: environment.DAILY_API_URL ?? 'https://api.daily.co/v1',
    /** The token is needed for joining, not for staying: minutes are enough. */
    tokenSeconds: number('TOKEN_SECONDS', 600, 60, 86400),
    /** The folder with daily-knock.js, which the pages load. */
    elementsFolder,
    /** The file in it. The local room's makes a trial without an account possible. */
    elementsScript: environment.ELEMENTS_SCRIPT ?? 'daily-knock.js',
  };
}
