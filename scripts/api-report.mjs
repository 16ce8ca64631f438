/**
 * The public surface, as the compiler sees it, in docs/reports/api-report.md: committed, so that a change of it is seen in review.
 * `npm run build:api-report` writes it; a test holds it to the sources.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const path = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
export const REPORT = path('docs/reports/api-report.md');

/** What is imported from where. Registering (`daily-knock/define`, `daily-knock/elements/*`) exports nothing of its own. */
const ENTRIES = {
  'daily-knock': 'src/index.ts',
  'daily-knock/local-room': 'src/local-room/index.ts',
  'daily-knock/testing': 'src/testing/index.ts',
};
const HOW =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.WriteArrayAsGenericType |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

/** @returns {string} the report, as Markdown */
export function apiReport() {
  const { config } = ts.readConfigFile(path('tsconfig.build.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path('.'));
  const program = ts.createProgram(Object.values(ENTRIES).map(path), options);
  const checker = program.getTypeChecker();

  const isOurs = (declaration) => {
    const file = declaration.getSourceFile();
    return !program.isSourceFileFromExternalLibrary(file) && !program.isSourceFileDefaultLibrary(file);
  };
  const isPublic = (symbol) =>
    !/^__|Callback$/.test(symbol.name) && // The browser calls connectedCallback() and its like, and nobody else.
    (symbol.declarations ?? []).some(
      (declaration) => isOurs(declaration) && !(ts.getCombinedModifierFlags(declaration) & HIDDEN),
    ) &&
    !symbol.getJsDocTags(checker).some(({ name }) => name === 'internal') &&
    !symbol.declarations.some((declaration) => ts.isPrivateIdentifier(declaration.name ?? declaration));
  const isReadonly = ({ declarations, flags }) =>
    declarations?.some((each) => ts.getCombinedModifierFlags(each) & ts.ModifierFlags.Readonly) ||
    (flags & ts.SymbolFlags.GetAccessor && !(flags & ts.SymbolFlags.SetAccessor));
  // The compiler's order of literals depends on which file it has seen first.
  const print = (type, flags = HOW) =>
    checker
      .typeToString(type, undefined, flags)
      .replaceAll(/'[^']+'(?: \| '[^']+')+/g, (union) => union.split(' | ').sort().join(' | '));
  const expanded = (type) => print(type, HOW | ts.TypeFormatFlags.InTypeAlias);

  const member = (symbol) => {
    const optional = symbol.flags & ts.SymbolFlags.Optional ? '?' : '';
    const type = checker.getTypeOfSymbol(symbol);
    const name = /^\w+$/.test(symbol.name) ? symbol.name : `'${symbol.name}'`;
    return `  ${isReadonly(symbol) ? 'readonly ' : ''}${name}${optional}: ${print(type)};`;
  };
  const membersOf = (type) => checker.getPropertiesOfType(type).filter(isPublic).map(member).sort();

  const describe = (exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const { name, flags } = symbol;
    if (flags & ts.SymbolFlags.Class) {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      const parameters = checker
        .getTypeOfSymbol(symbol)
        .getConstructSignatures()
        .map((signature) => `  new ${checker.signatureToString(signature, undefined, HOW)};`);
      const base = checker.getBaseTypes(type).map((each) => print(each).replace(/<.*/s, ''));
      return [`class ${name}${base.length ? ` extends ${base}` : ''} {`, ...parameters, ...membersOf(type), '}'];
    }
    if (flags & ts.SymbolFlags.Interface) {
      return [`interface ${name} {`, ...membersOf(checker.getDeclaredTypeOfSymbol(symbol)), '}'];
    }
    if (flags & ts.SymbolFlags.TypeAlias) {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      // Line by line, so that a review sees the one that has changed.
      const isTable = type.flags & ts.TypeFlags.Object && type.getCallSignatures().length === 0;
      const properties = isTable ? checker.getPropertiesOfType(type).map(member).sort() : [];
      return properties.length ? [`type ${name} = {`, ...properties, '};'] : [`type ${name} = ${expanded(type)};`];
    }
    return [`const ${name}: ${print(checker.getTypeOfSymbol(symbol))};`];
  };

  const lines = ['# The public surface', '', 'Made by `npm run build:api-report`.', ''];
  for (const [entry, file] of Object.entries(ENTRIES)) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(path(file)));
    const exported = checker.getExportsOfModule(module).sort((a, b) => (a.name < b.name ? -1 : 1));
    lines.push(`## ${entry}`, '', '```ts', exported.map((each) => describe(each).join('\n')).join('\n\n'), '```', '');
  }
  return [...lines, ...elements()].join('\n');
}

/** What pages without a compiler use, from the manifest. */
function elements() {
  const { modules } = JSON.parse(readFileSync(path('custom-elements.json'), 'utf8'));
  const found = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const kinds = {
    attributes: 'attributes',
    events: 'events',
    slots: 'slots',
    parts: 'cssParts',
    'custom properties': 'cssProperties',
  };
  return found.flatMap((element) => [
    `## <${element.tagName}>`,
    '',
    ...Object.entries(kinds).flatMap(([title, kind]) => {
      const names = (element[kind] ?? []).map(({ name }) => `  - \`${name || '(default)'}\``).sort();
      return names.length ? [`- ${title}`, ...names] : [];
    }),
    '',
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--write')) {
  writeFileSync(REPORT, apiReport());
}
