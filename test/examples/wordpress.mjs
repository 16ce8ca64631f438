// A WordPress of its own with the plugin in it: core files as they are installed on the machine, a database and PHP's own server.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { findCommand } from '../../scripts/browsers.mjs';
import { pluginFiles } from '../../scripts/wordpress-zip.mjs';

const PASSWORD = 'a long enough password';

/** The core files: Debian's, or those of the folder that WORDPRESS names. */
const CORE = process.env.WORDPRESS ?? '/usr/share/wordpress';

const [php, database, prepareDatabase] = ['php', 'mariadbd', 'mariadb-install-db'].map((command) =>
  findCommand(command, ['/usr/sbin']),
);

const speaksToDatabase = () => spawnSync(php, ['-r', "exit( extension_loaded( 'mysqli' ) ? 0 : 1 );"]).status === 0;

/** Why there can be no WordPress; `false` if there can. */
export const lack =
  !(php && database && prepareDatabase && existsSync(join(CORE, 'wp-load.php')) && speaksToDatabase()) &&
  'needs WordPress, PHP and MariaDB (Debian: apt-get install wordpress wordpress-theme-twentytwentythree php-cli php-mysql php-xml mariadb-server)';

const run = promisify(execFile);

/** Starts a program, and waits until it says that it is ready. */
async function start(command, options, ready, environment = {}) {
  const child = spawn(command, options, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
    // A group of its own: PHP's server has children, which do not go with it.
    detached: true,
  });
  const said = [];
  const closed = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (said.length < 50) said.push(line);
      if (line.includes(ready)) resolve();
    });
    child.once('error', reject);
    void closed.then(() => reject(new Error(`${command} ended:\n${said.join('\n')}`)));
  });
  return async () => {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await closed;
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * @param {Record<string, string>} roles by name of user; each has the same password
 */
export async function startWordPress(roles) {
  const folder = await mkdtemp(join(tmpdir(), 'wordpress-'));
  const site = join(folder, 'site');
  const closing = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };
  try {
    const socket = join(folder, 'socket');
    const data = ['--no-defaults', `--datadir=${join(folder, 'data')}`, `--user=${userInfo().username}`];
    await run(prepareDatabase, [...data, '--auth-root-authentication-method=normal', '--skip-test-db']);
    closing.push(
      await start(
        database,
        [...data, `--socket=${socket}`, `--pid-file=${join(folder, 'pid')}`, '--skip-networking'],
        'ready for connections',
      ),
    );

    await cp(CORE, site, {
      recursive: true,
      filter: (from) => !from.endsWith('/wp-config.php') && !from.endsWith('/.htaccess'),
    });
    const plugin = join(site, 'wp-content/plugins/daily-knock');
    for (const [file, content] of Object.entries(pluginFiles())) {
      await mkdir(dirname(join(plugin, file)), { recursive: true });
      await writeFile(join(plugin, file), content);
    }
    await mkdir(join(site, 'wp-content/uploads'), { recursive: true });

    const url = `http://127.0.0.1:${await freePort()}`;
    const log = join(folder, 'debug.log');
    const settings = {
      ...{
        DB_NAME: 'wordpress',
        DB_USER: 'root',
        DB_PASSWORD: '',
        DB_HOST: `localhost:${socket}`,
        DB_CHARSET: 'utf8mb4',
      },
      ...{ AUTH_KEY: 'a', SECURE_AUTH_KEY: 'b', LOGGED_IN_KEY: 'c', NONCE_KEY: 'd' },
      ...{ AUTH_SALT: 'e', SECURE_AUTH_SALT: 'f', LOGGED_IN_SALT: 'g', NONCE_SALT: 'h' },
      ...{ WP_HOME: url, WP_SITEURL: url, WP_CONTENT_DIR: join(site, 'wp-content') },
      ...{ WP_DEBUG: true, WP_DEBUG_LOG: log, WP_DEBUG_DISPLAY: false },
      ...{ WP_HTTP_BLOCK_EXTERNAL: true, DISABLE_WP_CRON: true, AUTOMATIC_UPDATER_DISABLED: true },
    };
    await writeFile(
      join(site, 'wp-config.php'),
      `<?php
foreach ( json_decode( <<<'JSON'
${JSON.stringify(settings)}
JSON
, true ) as $name => $value ) {
	define( $name, $value );
}
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`,
    );

    /** Runs PHP in WordPress, as nobody; what it returns comes back. */
    const inWordPress = async (code, { before = '' } = {}) => {
      const script = join(folder, 'script.php');
      const load = `require '${site}/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/admin.php';`;
      const call = `echo "\\n", json_encode( ( function () { ${code} } )() );`;
      await writeFile(script, `<?php ${before} ${load} ${call}`);
      const { stdout } = await run(php, ['-d', 'sendmail_path=/bin/true', script]);
      return JSON.parse(stdout.trim().split('\n').at(-1));
    };

    await run(php, [
      '-r',
      `( new mysqli( 'localhost', 'root', '', '', 0, '${socket}' ) )->query( 'CREATE DATABASE wordpress' );`,
    ]);
    await inWordPress(
      `require_once ABSPATH . 'wp-admin/includes/upgrade.php';
      return wp_install( 'Site', 'admin', 'admin@site.example', true, '', '${PASSWORD}' );`,
      { before: "define( 'WP_INSTALLING', true );" },
    );
    const version = await inWordPress(
      `foreach ( json_decode( '${JSON.stringify(roles)}', true ) as $name => $role ) {
        wp_insert_user( array( 'user_login' => $name, 'user_pass' => '${PASSWORD}', 'user_email' => "$name@site.example", 'role' => $role ) );
      }
      // No welcome in the block editor.
      foreach ( get_users() as $user ) {
        update_user_meta( $user->ID, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false ), '_modified' => gmdate( 'c' ) ) );
      }
      switch_theme( array_key_first( wp_get_themes() ) );
      $failed = activate_plugin( 'daily-knock/daily-knock.php' );
      return is_wp_error( $failed ) ? $failed->get_error_message() : get_bloginfo( 'version' );`,
    );

    closing.push(await start(php, ['-S', new URL(url).host, '-t', site], 'started', { PHP_CLI_SERVER_WORKERS: '4' }));

    /** Somebody who is signed in, and speaks the REST API like the block editor. */
    const signIn = async (user) => {
      const signedIn = await fetch(`${url}/wp-login.php`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
        body: new URLSearchParams({ log: user, pwd: PASSWORD, testcookie: '1' }),
      });
      const cookies = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
      const get = (path, options = {}) =>
        fetch(url + path, {
          redirect: 'manual',
          ...options,
          headers: { ...options.headers, Cookie: cookies.join('; ') },
        });
      const nonce = await (await get('/wp-admin/admin-ajax.php?action=rest-nonce')).text();
      const rest = async (route, body) => {
        const response = await get(`/?rest_route=/wp/v2/${route}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-WP-Nonce': nonce },
          body: JSON.stringify(body),
        });
        const answer = await response.json();
        if (!response.ok) throw new Error(`${user}: ${route}: ${answer.message}`);
        return answer;
      };
      return { cookies, get, rest };
    };

    return {
      ...{ url, version, close, inWordPress, signIn, password: PASSWORD },
      /** What PHP has complained of. */
      complaints: async () => (existsSync(log) ? (await readFile(log, 'utf8')).trim() : ''),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
