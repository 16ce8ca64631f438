// Subresource Integrity as docs/security.md says it: with the hashes of dist/integrity.json all loads, with any other it does not.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch } from '../e2e/browsers.mjs';
import { codeBelow } from './doc.mjs';
import { openKnockPage, until } from './knock-page.mjs';

const DIST = new URL('../../dist/', import.meta.url);
const INTEGRITY = JSON.parse(readFileSync(new URL('integrity.json', DIST), 'utf8'));
const WRONG = `sha384-${createHash('sha384').update('something else').digest('base64')}`;
const EXAMPLE = codeBelow('Subresource Integrity', 'html');
const ELEMENT = '<daily-owner-room room-url="https://example.daily.co/hello" user-name="Olga"></daily-owner-room>';

/** The file that begins so; the rest of its name is its hash. */
const partNamed = (start) => Object.keys(INTEGRITY).find((file) => file.startsWith(start));

/** The example with true addresses, and for each file the hash that `hashOf` gives. */
const page = (host, hashOf, example = EXAMPLE) => {
  const named = example.replaceAll(/(daily-knock-\w+-)…\.js/g, (_, start) => partNamed(start));
  const files = [...named.matchAll(/daily-knock\/([\w.-]+\.js)"/g)].map(([, file]) => file);
  let index = 0;
  const tags = named
    .replaceAll('https://cdn.example/daily-knock/', `${host}/dist/`)
    .replaceAll('sha384-…', () => hashOf(files[index++]));
  return `<!doctype html><html lang="en"><title>Checked</title>${tags}${ELEMENT}</html>`;
};
const classic =
  '<script src="https://cdn.example/daily-knock/daily-knock.iife.js" integrity="sha384-…" crossorigin></script>';

describe('dist/integrity.json', () => {
  it('has the hash of every script that a page can load', () => {
    const scripts = ['', 'languages/', 'local-room/'].flatMap((folder) =>
      readdirSync(new URL(folder, DIST))
        .filter((file) => file.endsWith('.js'))
        .map((file) => folder + file),
    );
    assert.deepEqual(Object.keys(INTEGRITY).sort(), scripts.sort());
    for (const [file, hash] of Object.entries(INTEGRITY)) {
      const bytes = readFileSync(new URL(file, DIST));
      assert.equal(hash, `sha384-${createHash('sha384').update(bytes).digest('base64')}`, file);
    }
  });
});

for (const browserName of browserNames) {
  describe(`integrity in ${browserName}`, () => {
    let browser, host, site;

    before(async () => {
      host = await serve(); // Another origin than the site's, as a host of scripts is.
      const right = (file) => INTEGRITY[file];
      const wrongFor = (wrong) => (file) => (file === wrong ? WRONG : INTEGRITY[file]);
      site = await serve({
        pages: {
          '/right': page(host.url, right),
          '/wrong': page(host.url, wrongFor('daily-knock.js')),
          '/wrong-call': page(host.url, wrongFor(partNamed('daily-knock-call-'))),
          '/wrong-daily-js': page(host.url, wrongFor('daily-js.js')),
          '/classic': page(host.url, right, classic),
          '/classic-wrong': page(host.url, wrongFor('daily-knock.iife.js'), classic),
        },
      });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await Promise.all([site, host].map((server) => server?.close()));
    });

    const defined = (tab) => tab.evaluate(() => Boolean(customElements.get('daily-owner-room')));
    /** The owner tries to join; gives the code of what comes of it, Daily's servers being out of reach. */
    const join = (tab) =>
      tab.evaluate(async () => {
        const { Daily: before } = globalThis;
        const owner = document.querySelector('daily-owner-room');
        owner.token = 'any';
        owner.connectTimeout = 2;
        const { code, cause } = await owner.join().catch((error) => error);
        return { code, cause: String(cause?.message ?? cause), before };
      });

    for (const path of ['/right', '/classic']) {
      it(`right hashes load: ${path}`, async () => {
        const { page: tab, troubles } = await openKnockPage(browser, site.url + path);
        await until(tab, 'the elements', () => Boolean(customElements.get('daily-owner-room')));
        assert.deepEqual(troubles(), []);
        await tab.close();
      });
    }

    for (const path of ['/wrong', '/classic-wrong']) {
      it(`wrong hashes do not: ${path}`, async () => {
        const { page: tab } = await openKnockPage(browser, site.url + path);
        assert.equal(await defined(tab), false);
        await tab.close();
      });
    }

    it('daily-js with the right hash in the import map loads', async () => {
      const { page: tab } = await openKnockPage(browser, `${site.url}/right`);
      await until(tab, 'the elements', () => Boolean(customElements.get('daily-owner-room')));
      const { code, cause } = await join(tab);
      assert.equal(code, 'connection-error', `It got as far as Daily’s servers: ${cause}`);
      await tab.close();
    });

    for (const path of ['/wrong-daily-js', '/wrong-call']) {
      it(`a file that loads on intent does not load with a wrong hash, and the visitor reads why: ${path}`, async () => {
        const { page: tab } = await openKnockPage(browser, site.url + path);
        await until(tab, 'the elements', () => Boolean(customElements.get('daily-owner-room')));
        const { code } = await join(tab);
        assert.equal(code, 'load-failed');
        await tab.close();
      });
    }
  });
}
