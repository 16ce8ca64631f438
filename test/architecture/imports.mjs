// Reads what the sources import, with the compiler's own parser.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/**
 * @typedef {object} Import
 * @property {string} from the importing file, below src/
 * @property {string} to the imported file, below src/; or the package's name
 * @property {number} line
 * @property {boolean} typeOnly gone at run time
 * @property {boolean} dynamic
 * @property {boolean} isPackage
 */

/** The source files, below src/. @returns {string[]} */
export function sourceFiles() {
  return readdirSync(SRC, { recursive: true })
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

/**
 * @param {string} file below src/
 * @returns {ts.SourceFile}
 */
export function parse(file) {
  return ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

/**
 * All imports of a file: `import`, `export … from`, `import()` and `import('…')` in types.
 * @param {string} file below src/
 * @returns {Import[]}
 */
export function importsOf(file) {
  const source = parse(file);
  const imports = [];
  const add = (node, specifier, typeOnly, dynamic) => {
    const isPackage = !specifier.startsWith('.');
    const to = isPackage ? packageName(specifier) : resolve(file, specifier);
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    imports.push({ from: file, to, line, typeOnly, dynamic, isPackage });
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      // `import { type A }` still loads the file: only `import type` does not.
      add(node, node.moduleSpecifier.text, node.importClause?.isTypeOnly ?? false, false);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node, node.moduleSpecifier.text, node.isTypeOnly, false);
    } else if (ts.isImportTypeNode(node)) {
      add(node, node.argument.literal.text, true, false);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (ts.isStringLiteralLike(argument)) add(node, argument.text, false, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function resolve(file, specifier) {
  const target = posix.join(dirname(file), specifier).replace(/\.js$/, '.ts');
  if (!existsSync(join(SRC, target))) throw new Error(`src/${file} imports ${specifier}, which is no file.`);
  return target;
}

function packageName(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
