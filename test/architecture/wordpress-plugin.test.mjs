// The WordPress plugin says some things more than once, as the plugin directory and the block editor want it: each must say the same.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pluginFiles } from '../../scripts/wordpress-zip.mjs';

const url = (file) => new URL(`../../${file}`, import.meta.url);
const read = (file) => readFileSync(url(file), 'utf8');
const PLUGIN = 'examples/wordpress/daily-knock';
const php = read(`${PLUGIN}/daily-knock.php`);
const readme = read(`${PLUGIN}/readme.txt`);
const block = JSON.parse(read(`${PLUGIN}/block/block.json`));
const editor = read(`${PLUGIN}/block/editor.js`);

const fields = (text, line) => Object.fromEntries([...text.matchAll(line)].map(([, name, value]) => [name, value]));
const ofPlugin = fields(php.slice(0, php.indexOf('*/')), /^ \* ([A-Z][\w ]+): (.*)$/gm);
const [top, short] = readme.split('\n\n');
const ofReadme = fields(top, /^([A-Z][\w ]+): (.*)$/gm);

describe('the WordPress plugin', () => {
  it('has the version of the package', () => {
    const { version } = JSON.parse(read('package.json'));
    assert.equal(ofPlugin.Version, version);
    assert.equal(ofReadme['Stable tag'], version);
    assert.match(readme, new RegExp(`^= ${version.replaceAll('.', '\\.')} =$`, 'm'), 'The changelog of readme.txt.');
  });

  it('asks for the same in both files', () => {
    for (const name of ['Requires at least', 'Requires PHP', 'License', 'License URI'])
      assert.equal(ofReadme[name], ofPlugin[name], name);
    assert.equal(ofPlugin['Text Domain'], 'daily-knock');
  });

  it('has a readme.txt that the plugin directory takes', () => {
    assert.match(readme, /^=== daily-knock ===\n/);
    for (const name of ['Contributors', 'Tags', 'Tested up to']) assert.ok(ofReadme[name], name);
    assert.ok(ofReadme.Tags.split(',').length <= 5, 'The directory drops the sixth tag.');
    assert.ok(short.length <= 150 && !short.includes('\n'), `${short.length} characters`);
    assert.deepEqual(
      [...readme.matchAll(/^== (.*) ==$/gm)].map(([, title]) => title),
      ['Description', 'Installation', 'Frequently Asked Questions', 'Screenshots', 'Changelog'],
    );
    assert.match(readme, /= External services =[^=]*terms of service\]\(https:[^=]*privacy policy\]\(https:/);
  });

  it('has each screenshot, and no large one', () => {
    const [, captions] = readme.match(/== Screenshots ==\n\n((?:\d+\. .*\n)+)/);
    const files = captions
      .trim()
      .split('\n')
      .map((_, index) => `examples/wordpress/assets/screenshot-${index + 1}.png`);
    assert.ok(files.length > 0);
    for (const file of files) {
      assert.ok(existsSync(url(file)), file);
      assert.ok(statSync(url(file)).size < 150_000, file);
    }
  });

  it('has a block with the attributes that authors may write, each with a control', () => {
    const list = (tag) => [...php.match(new RegExp(`'${tag}'\\s*=> array\\((.*)\\)`))[1].matchAll(/'([\w-]+)'/g)];
    const allowed = ['daily-knock-form', 'daily-owner-room'].flatMap((tag) => list(tag).map(([, name]) => name));
    const expected = new Set(['side', 'room', ...allowed.filter((name) => name !== 'room-url')]);
    assert.deepEqual(Object.keys(block.attributes).sort(), [...expected].sort());
    const [, controls] = editor.match(/const CONTROLS = \{(.*?)\n {2}\};/s);
    const controlled = [...controls.matchAll(/^ {4}'?([\w-]+)'?: \w+\(/gm)].map(([, name]) => name);
    assert.deepEqual(['room', 'side', ...controlled].sort(), [...expected].sort());
    for (const name of expected) assert.ok(readme.includes(`\`${name}\``), `readme.txt names ${name}`);
  });

  it('has texts that can be translated', () => {
    assert.equal(block.textdomain, 'daily-knock');
    const domains = (text) =>
      [...text.matchAll(/\b(?:esc_html)?__\(.*?'([\w-]+)',?\s*\)/gs)].map(([, domain]) => domain);
    for (const text of [php, editor]) assert.deepEqual([...new Set(domains(text))], ['daily-knock']);
    assert.match(php, /wp_set_script_translations\( 'daily-knock-editor', 'daily-knock' \)/);
  });

  it('ships what browsers load, and nothing else', () => {
    const files = pluginFiles();
    const text = (file) => new TextDecoder().decode(files[file]);
    const names = Object.keys(files);
    assert.deepEqual(names.filter((file) => !file.startsWith('dist/')).sort(), [
      'LICENSE',
      'block/block.json',
      'block/editor.js',
      'daily-knock.php',
      'readme.txt',
      'uninstall.php',
    ]);
    assert.deepEqual(
      names.filter((file) => /\.map$|\.d\.ts$|iife|local-room|testing|\/lib\//.test(file)),
      [],
    );
    // Each script that a script names.
    const wanted = new Set(['dist/daily-knock.js', 'dist/integrity.json', 'dist/THIRD-PARTY-LICENSES.txt']);
    for (const file of wanted)
      if (file.endsWith('.js'))
        for (const [, name] of text(file).matchAll(/["'`]\.\/((?:languages\/)?[\w-]+(?:\.worker)?\.js)["'`]/g))
          wanted.add(`dist/${name}`);
    assert.ok(wanted.size > 10, [...wanted].join());
    for (const file of wanted) assert.ok(names.includes(file), file);
  });
});
