// docs/reports/size.md and its picture, from what was measured.

const KIB = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
const FOR = {
  'daily-knock.js': 'Lit and the two forms: the first view',
  'daily-knock-call.js': 'the way through a call, the stage, the waiting list, the pictures; fetched on intent',
  'daily-knock.iife.js': 'all of the above in one classic script',
};

/** The parts of the first view's files, the largest first, what is small put together. */
function parts(measured) {
  const sizes = {};
  for (const file of measured.before.files) {
    for (const [source, size] of Object.entries(measured.files[file].sources))
      sizes[source] = (sizes[source] ?? 0) + size;
  }
  const sorted = Object.entries(sizes).sort((a, b) => b[1] - a[1]);
  const large = sorted.filter(([, size], index) => index < 22 && size > 200);
  const rest = sorted.slice(large.length);
  return [...large, [`${rest.length} more`, rest.reduce((sum, [, size]) => sum + size, 0)]];
}

/**
 * The page.
 * @param {ReturnType<import('./measure-size.mjs').measure>} measured
 * @param {number} limit bytes
 */
export function sizePage(measured, limit) {
  const rows = Object.entries(measured.files).map(
    ([name, { bytes, minified }]) =>
      `| \`${name}\` | ${bytes} | ${minified} | ${FOR[name] ?? 'fetched when it is needed'} |`,
  );
  return `# Bundle size

Before its visitor shows any intent a page loads **${measured.before.bytes} bytes** (brotli, ${KIB(measured.before.bytes)}), Lit included; the limit is
${limit}. What is needed in a call, for an alert or in another language is fetched when it is needed: when the pointer comes to an element or the
focus does, so that the click does not wait.

![What the files of the first view are made of](size.svg)

| file | bytes, brotli | characters, minified | what for |
| --- | ---: | ---: | --- |
${rows.join('\n')}

Daily’s own daily-js is a file of its own, 60 kB, and is fetched on intent as well; a page that has it already is not given it twice.

\`npm run size\`, a part of \`npm run verify\`, compares a build with \`docs/reports/size.json\`: it names what has grown, and fails on growth and on shrinkage
that nobody has explained. \`npm run size -- --write\` writes this page anew.
`;
}

/**
 * The picture: a bar for each part.
 * @param {ReturnType<import('./measure-size.mjs').measure>} measured
 * @returns {string} SVG
 */
export function sizeChart(measured) {
  const shown = parts(measured);
  const [LABEL, BAR, ROW] = [330, 330, 22];
  const largest = Math.max(...shown.map(([, size]) => size));
  const rows = shown.map(([name, size], index) => {
    const y = index * ROW + 6;
    const width = Math.max(1, Math.round((size / largest) * BAR));
    return `<text x="${LABEL - 8}" y="${y + 12}" text-anchor="end">${name}</text><rect x="${LABEL}" y="${y}" width="${width}" height="15" rx="2" class="${name.startsWith('src/') ? 'own' : 'lib'}"/><text x="${LABEL + width + 6}" y="${y + 12}">${size}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LABEL + BAR + 70} ${shown.length * ROW + 10}" font-family="system-ui, sans-serif" font-size="12" role="img">
<title>Characters, minified, by source: libraries and our own</title>
<style>rect.own{fill:#0f766e}rect.lib{fill:#94a3b8}text{fill:#334155}@media(prefers-color-scheme:dark){text{fill:#cbd5e1}rect.own{fill:#2dd4bf}}</style>
${rows.join('\n')}
</svg>
`;
}
