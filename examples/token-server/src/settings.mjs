// The settings, from the environment. What is missing or unsafe is said at the start, and not when the first host comes.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import webPush from 'web-push';

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
  const push = readPush(environment, { required, origin, isSecure });
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
    /** Without it, nobody is notified while their page is closed. */
    push,
    /** The token is needed for joining, not for staying: minutes are enough. */
    tokenSeconds: number('TOKEN_SECONDS', 600, 60, 86400),
    /** The folder with daily-knock.js, which the pages load. */
    elementsFolder,
    /** The file in it. The local room's makes a trial without an account possible. */
    elementsScript: environment.ELEMENTS_SCRIPT ?? 'daily-knock.js',
  };
}

/** The services that deliver the notifications of Chrome and Edge, Firefox, Safari, and Edge on Windows. */
const PUSH_HOSTS = 'fcm.googleapis.com *.push.services.mozilla.com *.push.apple.com *.notify.windows.com';

/** Notifications need all of these, or none is sent. */
function readPush(environment, { required, origin, isSecure }) {
  const names = ['DAILY_WEBHOOK_SECRET', 'VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'];
  if (!names.some((name) => environment[name]?.trim())) return undefined;
  const [webhookSecret, publicKey, privateKey] = names.map((name) =>
    required(name, `notifications need ${names.join(', ')}, which \`npm run push-keys\` makes`),
  );
  if (Buffer.from(webhookSecret, 'base64').length < 16) {
    throw new Error('DAILY_WEBHOOK_SECRET is to be the base64 of 16 bytes or more, as `npm run push-keys` makes it.');
  }
  const subject = environment.VAPID_SUBJECT ?? (isSecure ? origin : 'mailto:nobody@localhost.localdomain');
  try {
    webPush.setVapidDetails(subject, publicKey, privateKey);
  } catch (error) {
    throw new Error(`The VAPID settings are wrong: ${error.message}`, { cause: error });
  }
  return {
    webhookSecret,
    vapid: { subject, publicKey, privateKey },
    hosts: (environment.PUSH_HOSTS ?? PUSH_HOSTS).split(/\s+/),
    file: environment.SUBSCRIPTIONS_FILE ?? fileBeside('../subscriptions.json'),
  };
}
