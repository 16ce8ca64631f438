/**
 * Writes data for tools from custom-elements.json: dist/types/elements.d.ts, the base of types/*.d.ts for frameworks, and dist/editors/ for
 * VS Code and JetBrains' IDEs, with the usual generators. Part of `npm run build`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';

const path = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const read = (file) => JSON.parse(readFileSync(path(file), 'utf8'));

/** Returns a copy of the manifest without read-only attributes and properties. */
function settable() {
  const manifest = read('custom-elements.json');
  for (const element of manifest.modules.flatMap(({ declarations }) => declarations)) {
    const readonly = element.members.filter((member) => member.readonly).map(({ name }) => name);
    element.members = element.members.filter(({ name }) => !readonly.includes(name));
    element.attributes = element.attributes.filter(({ fieldName }) => fieldName && !readonly.includes(fieldName));
  }
  return manifest;
}

const elements = settable()
  .modules.flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName);

const propsOf = ({ name, tagName, members, attributes }) => {
  const fields = members.filter(({ kind }) => kind === 'field').map((field) => `'${field.name}'`);
  const others = attributes.filter((attribute) => attribute.name !== attribute.fieldName);
  return [
    `  '${tagName}': Partial<Pick<${name}, ${fields.join(' | ')}>> & {`,
    ...others.flatMap((attribute) => [
      `    /** ${attribute.description.replaceAll(/\s+/g, ' ')} */`,
      `    '${attribute.name}'?: ${name}['${attribute.fieldName}'];`,
    ]),
    '  };',
  ].join('\n');
};

const names = elements.map(({ name }) => name).join(', ');
const types = `// Made from custom-elements.json by scripts/tool-data.mjs.
import type { ${names}, DailyKnockEventMap } from '../lib/index.js';

export type { DailyKnockEventMap };

/** The elements, by tag. */
export interface Elements {
${elements.map(({ name, tagName }) => `  '${tagName}': ${name};`).join('\n')}
}

/** The settable properties and attributes of each element. */
export interface Props {
${elements.map(propsOf).join('\n')}
}

/** Listeners: \`on\` and the event's name. */
export type EventHandlers = {
  [Name in keyof DailyKnockEventMap as \`on\${Name}\`]?: (event: DailyKnockEventMap[Name]) => void;
};

/** \`daily-knock\` as \`dailyKnock\`. */
export type CamelCase<Name extends string> = Name extends \`\${infer First}-\${infer Rest}\`
  ? \`\${First}\${Capitalize<CamelCase<Rest>>}\`
  : Name;
`;

for (const folder of ['dist/types', 'dist/editors']) mkdirSync(path(folder), { recursive: true });
writeFileSync(path('dist/types/elements.d.ts'), types);

const outdir = path('dist/editors');
const { name, version } = read('package.json');
generateVsCodeCustomElementData(settable(), { outdir, hideLogs: true });
// It would write into package.json, which has the path already.
generateJetBrainsWebTypes(
  { ...settable(), package: { name, version } },
  { outdir, packageJson: false, hideLogs: true },
);
