// What may import what: docs/architecture.md, as rules for dependency-cruiser. Imports of types count.
const DAILY = '^node_modules/@daily-co/';
const LIT = '^node_modules/(lit|lit-html|lit-element|@lit)/';
const BASE = ['elements/(base|styles)/', 'context/', 'daily/', 'i18n/', 'events', 'core/'];

/** For each part of src/: the parts it may import, and the packages. */
const LAYERS = {
  'core/': { parts: ['core/'] },
  'events\\.ts': { parts: ['core/'] },
  'i18n/': { parts: ['i18n/', 'core/'] },
  'daily/': { parts: ['daily/', 'core/'], packages: [DAILY] },
  'context/': { parts: ['context/', 'events', 'core/'], packages: [LIT] },
  'elements/styles/': { parts: ['elements/styles/'], packages: [LIT] },
  'elements/base/': { parts: BASE, packages: [LIT] },
  // The one seam: call-module.ts fetches it.
  'elements/call-element/': { parts: [...BASE, 'elements/call-element/', 'call/'], packages: [LIT] },
  'elements/(knock-form|owner-room)/': {
    parts: [...BASE, 'elements/call-element/', 'call/'],
    packages: [LIT],
    own: true,
  },
  'elements/(waiting-list|video-tile)/': { parts: BASE, packages: [LIT, '^node_modules/unhomoglyph/'], own: true },
  'call/': {
    parts: ['call/', 'elements/(waiting-list|video-tile)/define', 'elements/call-element/', ...BASE],
    packages: [LIT],
  },
  '(define|script)\\.ts': { parts: ['elements/[^/]+/(define|autoload)', 'i18n/registry', 'events', 'core/room-hosts'] },
  'index\\.ts': { parts: ['elements/[^/]+/[^/]+', 'i18n/', 'daily/', 'events', 'core/'] },
  'local-room/room/': { parts: ['local-room/room/'] },
  'local-room/storage/': { parts: ['local-room/(storage|room)/'] },
  'local-room/media/': { parts: ['local-room/(media|storage|room)/'] },
  'local-room/machine/': { parts: ['local-room/(machine|media|storage|room)/'] },
  'local-room/api/': { parts: ['local-room/(api|storage|room)/'] },
  'local-room/index': { parts: ['local-room/(api|room)/'] },
  'lobby-channel/': { parts: ['lobby-channel/', 'core/lobby-channel'] },
  'testing/': { parts: ['testing/', 'local-room/index', 'core/note'], packages: [DAILY] },
  'local-room-page': { parts: ['script', 'local-room/index'] },
};

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
export const forbidden = [
  { name: 'no cycle, types counted', from: {}, to: { circular: true } },
  { name: 'no orphan', from: { orphan: true, path: '^src/', pathNot: '\\.worker\\.ts$' }, to: {} },
  {
    name: 'every file has a layer',
    from: { path: '^src/', pathNot: `^src/(${Object.keys(LAYERS).join('|')})` },
    to: {},
  },
  {
    name: 'daily-js is fetched on demand',
    from: {},
    to: { path: DAILY, dynamic: false, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'a call is fetched on demand',
    from: { path: '^src/elements/' },
    to: { path: '^src/call/', dynamic: false, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'elements are registered by define.ts, and fetched with a call',
    from: { path: '^src/', pathNot: '(/define|/script|src/define|/call/index|/local-room-page)\\.ts$' },
    to: { path: '/define\\.ts$' },
  },
  ...Object.entries(LAYERS).map(([part, { parts, packages = [], own }]) => ({
    name: `${part} imports ${[...parts, ...packages].join(', ')}`,
    from: { path: `^src/${part}` },
    to: {
      pathNot: [...parts.map((each) => `^src/${each}`), ...packages, ...(own ? ['^src/elements/$1/'] : [])],
      dependencyTypesNot: ['type-only'],
    },
  })),
  ...Object.entries(LAYERS).map(([part, { parts, own }]) => ({
    name: `${part} imports types of ${parts.join(', ')}, daily-js and Lit`,
    from: { path: `^src/${part}` },
    to: {
      pathNot: [...parts.map((each) => `^src/${each}`), DAILY, LIT, ...(own ? ['^src/elements/$1/'] : [])],
      dependencyTypes: ['type-only'],
    },
  })),
];
