// Runs WordPress with the plugin, and takes the pictures that its readme.txt names into examples/wordpress/assets/: the plugin directory keeps
// them beside the plugin. Needs a build, and what test/examples/wordpress.mjs needs.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { byRole, launch } from '../test/e2e/browsers.mjs';
import { lack, startWordPress } from '../test/examples/wordpress.mjs';
import { ensureBrowser } from './browsers.mjs';

const ASSETS = new URL('../examples/wordpress/assets/', import.meta.url);
const HOST = 'your-team.daily.co';
const ROOM = `https://${HOST}/office-hours`;

if (lack) throw new Error(`Pictures of WordPress: ${lack}`);
ensureBrowser('chromium');
await mkdir(ASSETS, { recursive: true });
const site = await startWordPress({});
const browser = await launch('chromium');

try {
  await site.inWordPress(
    `update_option( 'daily_knock_room_hosts', array( '${HOST}' ) ); update_option( 'blogname', 'Your team' ); update_option( 'show_avatars', 0 );`,
  );
  const admin = await site.signIn('admin');
  const { id, link } = await admin.rest('pages', {
    ...{ title: 'Office hours', status: 'publish' },
    content: [
      '<!-- wp:paragraph --><p>Knock, and we let you in.</p><!-- /wp:paragraph -->',
      `<!-- wp:daily-knock/knock ${JSON.stringify({ room: ROOM })} /-->`,
    ].join('\n\n'),
  });

  const guest = await openPage(link, 1000, 860);
  await guest.waitForSelector(byRole('button', 'Knock'));
  await picture(guest, 1);

  const cookies = admin.cookies.map((cookie) => cookie.split('='));
  await browser.setCookie(...cookies.map(([name, value]) => ({ name, value, domain: '127.0.0.1', path: '/' })));
  const editor = await openPage(`${site.url}/wp-admin/post.php?post=${id}&action=edit`, 1200, 800);
  await editor.waitForFunction(() => {
    const formIn = (doc) =>
      doc.querySelector('daily-knock-form[state=idle]') ??
      [...doc.querySelectorAll('iframe')]
        .map(({ contentDocument }) => contentDocument && formIn(contentDocument))
        .find(Boolean);
    return formIn(document);
  });
  await editor.evaluate(() => {
    const { dispatch, select } = window.wp.data;
    const isOurs = ({ name }) => name === 'daily-knock/knock';
    dispatch('core/block-editor').selectBlock(select('core/block-editor').getBlocks().find(isOurs).clientId);
  });
  await editor.waitForSelector(byRole('textbox', 'Room link'));
  await picture(editor, 2);

  const settings = await openPage(`${site.url}/wp-admin/options-general.php?page=daily-knock`, 1000, 480);
  await picture(settings, 3);
} finally {
  await browser.close();
  await site.close();
}

async function openPage(url, width, height) {
  const page = await browser.newPage({ type: 'window' });
  page.setDefaultTimeout(30_000);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.goto(url);
  return page;
}

async function picture(page, number) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: fileURLToPath(new URL(`screenshot-${number}.png`, ASSETS)) });
}
