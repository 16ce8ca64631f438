import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import importSort from 'eslint-plugin-simple-import-sort';
import * as wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const UNSAFE = 'lit/directives/unsafe-*';
// What a page's own `var` of the same name replaces: [Replaceable] in Web IDL.
const REPLACEABLE = [
  'devicePixelRatio',
  'event',
  'external',
  'frames',
  'innerHeight',
  'innerWidth',
  'length',
  'origin',
  'parent',
  'performance',
  'screen',
  'scrollX',
  'scrollY',
  'self',
];
const APPS = ['test/embedding/apps/**/*.{ts,tsx}'];

export default defineConfig(
  { ignores: ['dist/', 'site/', 'coverage/', '.cache/', 'node_modules/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    plugins: { 'import-sort': importSort },
    // One block: what is imported for its effect, Node, packages, then files, the farthest first.
    rules: { 'import-sort/imports': ['error', { groups: [['^\\u0000', '^node:', '^@?\\w', '^', '^\\.']] }] },
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'demo/**/*.ts'],
    ignores: APPS,
    extends: [
      tseslint.configs.recommendedTypeChecked,
      tseslint.configs.stylistic,
      lit.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': 'allow-with-description' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/unbound-method': 'off', // Lit binds what a template names.
      '@typescript-eslint/prefer-promise-reject-errors': 'off', // A DOMException is no Error to TypeScript.
      // Declaration merging (HTMLElementEventMap) needs an interface.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-function': 'off', // A listener or a fallback that does nothing says so.
      // Without `void`, a promise that nobody waits for is an error that nobody sees.
      '@typescript-eslint/no-floating-promises': 'error',
      // Event listeners and Lit's @event may be async: they catch what they await.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      'wc/guard-super-call': 'off', // LitElement has every lifecycle callback.
      // A guest's name is text and never markup.
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'Names and messages come from strangers: render them as text.',
        })),
        {
          object: 'Array',
          property: 'from',
          message: 'MooTools and Prototype.js replace it with one that ignores its function: use a spread.',
        },
        { property: 'defaultView', message: 'An image of the page may have this name: use windowOf().' },
      ],
      'no-restricted-imports': ['error', { patterns: [UNSAFE] }],
    },
  },
  {
    files: ['src/{call,context,daily,elements}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...REPLACEABLE.map((name) => ({ name, message: 'A variable of the page may have this name.' })),
      ],
    },
  },
  {
    // Plain TypeScript that would run anywhere: it is handed what it needs.
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'document',
          'window',
          'navigator',
          'location',
          'customElements',
          'HTMLElement',
          'localStorage',
          'sessionStorage',
        ],
      ],
    },
  },
  {
    files: ['src/{elements,call}/**/*.ts'],
    ignores: ['src/elements/base/html.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [UNSAFE],
          paths: [
            {
              name: 'lit',
              importNames: ['html'],
              message: 'Texts of elements/base/html.ts bear page translators, those of Lit do not.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    ignores: APPS,
    rules: {
      // The types of the DOM comparison give every `equal` the type of a promise.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'chai', name: ['Equal'] }] },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off', // expect(x).to.be.true
      '@typescript-eslint/only-throw-error': 'off', // Daily throws plain objects, and so do its stand-ins.
      'no-restricted-properties': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name=/^(equal|eql|deep)$/] CallExpression[callee.name='expect'] > :matches(MemberExpression[property.name=/^(activeElement|parentElement|target|shadowRoot|element)$/], TSNonNullExpression > MemberExpression[property.name=/^(activeElement|parentElement|target|shadowRoot|element)$/]).arguments",
          message:
            'A comparison of elements that fails prints the page for two minutes: compare what tells them apart, or `a === b`.',
        },
      ],
    },
  },
  {
    // The apps are other people's projects: their types are checked there, where the package is installed.
    files: ['**/*.mjs', '**/*.js', ...APPS],
    extends: [tseslint.configs.recommended],
    rules: { eqeqeq: ['error', 'always'], '@typescript-eslint/no-explicit-any': 'error' },
  },
);
