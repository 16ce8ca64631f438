// The types for frameworks, and what editors read, in somebody else's project. Nothing is run: each framework's own compiler says
// whether good templates are good, and what is wrong in bad ones.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { install, tool, write } from './consumer.mjs';

const CONFIG = {
  compilerOptions: {
    ...{ module: 'ESNext', moduleResolution: 'Bundler', target: 'ES2022', strict: true, noEmit: true },
    ...{ lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [], jsx: 'react-jsx', verbatimModuleSyntax: true },
  },
};

const REACT = `
import { useRef } from 'react';
import type { DailyKnockForm } from 'daily-knock';
import type {} from 'daily-knock/react';

export function Page() {
  const form = useRef<DailyKnockForm>(null);
  return (
    <main>
      <daily-knock-form
        ref={form}
        className="door"
        room-url="https://example.daily.co/room"
        answerTimeout={30}
        auto-knock
        callOptions={{ dailyConfig: { avoidEval: true } }}
        ondaily-admitted={({ detail }) => detail.role === 'guest'}
      >
        <p slot="intro">Hello</p>
      </daily-knock-form>
      <daily-owner-room id="room" getToken={async ({ roomUrl }) => roomUrl} alerts="none" />
      <daily-waiting-list for="room" />
      <daily-video-tile sessionId="local" fit="contain" muted />
      {/* @ts-expect-error a number is no link */}
      <daily-knock-form roomUrl={5} />
      {/* @ts-expect-error it is for the element to say */}
      <daily-knock-form state="waiting" />
      {/* @ts-expect-error no such attribute */}
      <daily-owner-room autojoin />
      {/* @ts-expect-error no such detail */}
      <daily-knock-form ondaily-admitted={({ detail }) => detail.nothing} />
      {/* @ts-expect-error no such fit */}
      <daily-video-tile fit="fill" />
      {/* @ts-expect-error inside is inside */}
      <daily-knock-form inside={undefined} />
    </main>
  );
}
`;

const VUE = `<script setup lang="ts">
import type {} from 'daily-knock/vue';
const link: string = 'https://example.daily.co/room';
const count: number = 5;
</script>

<template>
  <daily-knock-form
    class="door"
    :room-url="link"
    :answer-timeout="30"
    auto-knock
    @daily-admitted="({ detail }) => detail.role === 'guest'"
  >
    <p slot="intro">Hello</p>
  </daily-knock-form>
  <daily-owner-room id="room" :getToken.prop="async ({ roomUrl }) => roomUrl" alerts="none" />
  <daily-waiting-list for="room" />
  <daily-video-tile session-id="local" fit="contain" muted />
  <!-- @vue-expect-error a number is no link -->
  <daily-knock-form :room-url="count" />
  <!-- @vue-expect-error no such detail -->
  <daily-knock-form @daily-admitted="({ detail }) => detail.nothing" />
  <!-- @vue-expect-error no such fit -->
  <daily-video-tile fit="fill" />
</template>
`;

const svelte = (body) => `<script lang="ts">
  import type { DailyKnockForm } from 'daily-knock';
  import type {} from 'daily-knock/svelte';
  const link: string = 'https://example.daily.co/room';
  let form: DailyKnockForm | undefined = $state();
</script>
${body}`;
const SVELTE = {
  good: svelte(`
<daily-knock-form
  bind:this={form}
  class="door"
  room-url={link}
  answerTimeout={30}
  auto-knock
  ondaily-admitted={({ detail }) => detail.role === 'guest'}
>
  <p slot="intro">Hello</p>
</daily-knock-form>
<daily-owner-room id="room" getToken={async ({ roomUrl }) => roomUrl} alerts="none"></daily-owner-room>
<daily-waiting-list for="room"></daily-waiting-list>
<daily-video-tile session-id="local" fit="contain" muted></daily-video-tile>
`),
  bad: svelte(`
<daily-knock-form roomUrl={5}></daily-knock-form>
<daily-knock-form ondaily-admitted={({ detail }) => detail.nothing}></daily-knock-form>
<daily-video-tile fit="fill"></daily-video-tile>
<daily-owner-room autojoin></daily-owner-room>
`),
};

describe('the types for frameworks', () => {
  let folder;
  before(async () => {
    ({ folder } = await install('frameworks'));
    const config = (files) => JSON.stringify({ ...CONFIG, include: files });
    await write(folder, {
      'react/Page.tsx': REACT,
      'react/tsconfig.json': config(['*.tsx']),
      'vue/Page.vue': VUE,
      'vue/tsconfig.json': config(['*.vue']),
      'svelte/Good.svelte': SVELTE.good,
      'svelte-bad/Bad.svelte': SVELTE.bad,
      'svelte/tsconfig.json': config(['*.svelte']),
      'svelte-bad/tsconfig.json': config(['*.svelte']),
    });
  });

  it('check React’s JSX against the contract', async () => {
    // With every declaration checked, React's own as well.
    const { ok, output } = await tool(`${folder}/react`, 'tsc', ['-p', '.', '--skipLibCheck', 'false']);
    assert.ok(ok, output);
  });

  it('check Vue’s templates against the contract', async () => {
    const { ok, output } = await tool(`${folder}/vue`, 'vue-tsc', ['-p', '.', '--skipLibCheck']);
    assert.ok(ok, output);
  });

  it('check Svelte’s templates against the contract', async () => {
    const args = ['--tsconfig', './tsconfig.json', '--output', 'machine'];
    const [good, bad] = await Promise.all([
      tool(`${folder}/svelte`, 'svelte-check', args),
      tool(`${folder}/svelte-bad`, 'svelte-check', args),
    ]);
    assert.ok(good.ok, good.output);
    assert.ok(!bad.ok);
    const lines = [...bad.output.matchAll(/ERROR "Bad\.svelte" (\d+):/g)].map(([, line]) => Number(line));
    assert.deepEqual(lines, [8, 9, 10, 11], bad.output);
  });

  it('are in the editor data: each tag, attribute and custom property with a description', async () => {
    const read = async (file) => JSON.parse(await readFile(`${folder}/node_modules/daily-knock/${file}`, 'utf8'));
    const [manifest, html, css, web] = await Promise.all([
      read('custom-elements.json'),
      read('dist/editors/vscode.html-custom-data.json'),
      read('dist/editors/vscode.css-custom-data.json'),
      read('dist/editors/web-types.json'),
    ]);
    const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
    const inWebTypes = web.contributions.html.elements;
    assert.deepEqual(html.tags.map(({ name }) => name).sort(), elements.map(({ tagName }) => tagName).sort());
    assert.deepEqual(inWebTypes.map(({ name }) => name).sort(), elements.map(({ tagName }) => tagName).sort());
    assert.equal(web.version, (await read('package.json')).version);
    for (const { tagName, attributes, members } of elements) {
      const isTold = ({ fieldName }) => members.find(({ name }) => name === fieldName)?.readonly;
      const names = attributes
        .filter((attribute) => attribute.fieldName && !isTold(attribute))
        .map(({ name }) => name)
        .sort();
      const tag = html.tags.find(({ name }) => name === tagName);
      assert.deepEqual(tag.attributes.map(({ name }) => name).sort(), names, tagName);
      const webType = inWebTypes.find(({ name }) => name === tagName);
      assert.deepEqual(webType.attributes.map(({ name }) => name).sort(), names, tagName);
      const described = [tag, ...tag.attributes, webType, ...webType.attributes];
      assert.deepEqual(
        described.filter(({ description }) => !description).map(({ name }) => name),
        [],
      );
    }
    const properties = new Set(elements.flatMap(({ cssProperties }) => cssProperties.map(({ name }) => name)));
    assert.deepEqual(new Set(css.properties.map(({ name }) => name)), properties);
  });

  it('have a manifest that describes all members', async () => {
    const manifest = JSON.parse(await readFile(`${folder}/node_modules/daily-knock/custom-elements.json`, 'utf8'));
    assert.match(manifest.schemaVersion, /^[12]\./);
    const bare = [];
    for (const element of manifest.modules.flatMap(({ declarations }) => declarations)) {
      const parts = ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties'];
      for (const kind of parts)
        for (const { name, description } of element[kind] ?? [])
          if (!description) bare.push(`${element.name} ${kind} ${name}`);
    }
    assert.deepEqual(bare, []);
  });
});
