import './copy.js';
import { readGuestLink, readRoom, TARGETS } from './builder-code.js';
import { CODES, nameOf } from './languages.js';
import { openRoom, sayNoRoom, tokenOnceThere } from './local-room.js';

/** The room of the preview. */
const ROOM = 'builder';

/** Pairs with a contrast of 4.5 to 1 or more, in light and dark. */
const COLORS = {
  Teal: undefined,
  Blue: ['light-dark(#0a5a9c, #8cc8ff)', 'light-dark(#ffffff, #00243f)'],
  Plum: ['light-dark(#7a2e6d, #f0b3e3)', 'light-dark(#ffffff, #3a0d33)'],
  Rust: ['light-dark(#9a3412, #ffb693)', 'light-dark(#ffffff, #431407)'],
  Charcoal: ['light-dark(#1f2937, #e5e7eb)', 'light-dark(#ffffff, #111827)'],
};

const HINTS = {
  module: 'Into the HTML of your page, at the place for the form.',
  classic: 'The same for a CMS that removes type="module".',
  npm: 'For a page that you build: the script, the HTML and the CSS.',
  react: 'A component for React 19.',
  vue: 'A component for Vue 3. Tell its compiler that daily-… tags are custom elements.',
  wordpress:
    'For posts and pages, with the plugin of daily-knock: an element goes into a block “Custom HTML”. The room’s host must be in the plugin’s settings.',
};

/** @template {Element} T @param {string} selector @returns {T} */
const find = (selector) => /** @type {T} */ (document.querySelector(selector));
const choicesForm = /** @type {HTMLFormElement} */ (find('.choices'));
const sourceForm = /** @type {HTMLFormElement} */ (find('.source'));
const language = /** @type {HTMLSelectElement} */ (find('[name="language"]'));
const room = /** @type {HTMLInputElement} */ (find('[name="room"]'));
const guestLink = /** @type {HTMLInputElement} */ (find('[name="guest-link"]'));
const preview = /** @type {HTMLElement} */ (find('.preview'));

for (const code of CODES) {
  const option = new Option(nameOf(code), code);
  option.lang = code;
  language.append(option);
}
for (const [name, pair] of Object.entries(COLORS)) {
  const label = radio('color', name, name, pair === undefined);
  const swatch = document.createElement('span');
  swatch.className = 'swatch';
  swatch.style.background = pair?.[0] ?? 'var(--accent)';
  label.lastChild?.before(swatch, ' ');
  find('.swatches').append(label);
}
for (const [value, { title }] of Object.entries(TARGETS))
  find('.targets').append(radio('target', value, title, value === 'module'));

const opened = openRoom(ROOM);
opened.catch(sayNoRoom);
/** @type {Record<string, string>} */
const hashes = await fetch('./dist/integrity.json')
  .then((response) => (response.ok ? response.json() : {}))
  .catch(() => ({}));

/** What the preview shows now, as text: a change of only a link must not end a call. */
let shown = '';

for (const form of [choicesForm, sourceForm]) {
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());
}
update();

function update() {
  const data = new FormData(choicesForm);
  const source = new FormData(sourceForm);
  const side = data.get('side') === 'owner' ? 'owner' : 'guest';
  const colors = COLORS[/** @type {keyof typeof COLORS} */ (data.get('color'))];
  const radius = String(data.get('radius'));
  const target = String(source.get('target'));
  const roomUrl = readRoom(String(data.get('room')));
  const guestPage = readGuestLink(String(data.get('guest-link')));
  showError(room, roomUrl === undefined);
  showError(guestLink, guestPage === undefined);
  // What could not be copied may be different now.
  document.querySelector('.to-copy')?.remove();
  const choices = {
    side: /** @type {'guest' | 'owner'} */ (side),
    roomUrl: roomUrl ?? room.defaultValue,
    language: String(data.get('language')),
    attributes: {
      'start-video-off': data.has('start-video-off'),
      'start-audio-off': data.has('start-audio-off'),
      ...(side === 'guest' && data.get('answer-timeout')
        ? { 'answer-timeout': Number(data.get('answer-timeout')) }
        : {}),
      ...(side === 'owner' ? { 'guest-link': guestPage ?? '' } : {}),
    },
    style: {
      ...(colors ? { '--daily-accent': colors[0], '--daily-on-accent': colors[1] } : {}),
      ...(radius ? { '--daily-radius': radius } : {}),
    },
    base: String(source.get('base')).trim().replace(/\/+$/, ''),
    integrity: source.has('integrity') ? hashes : {},
  };
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-side]')))
    part.hidden = part.dataset.side !== side;
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-target]')))
    part.hidden = !part.dataset.target?.split(' ').includes(target);
  find('#code-title').textContent = TARGETS[target].title;
  find('#code-hint').textContent = HINTS[/** @type {keyof typeof HINTS} */ (target)];
  find('#code').textContent = TARGETS[target].code(choices);
  show(choices);
}

/**
 * Says beside a field that its text is left out of the code. The field's description names the text only then, because a description
 * includes hidden texts.
 * @param {HTMLInputElement} field
 * @param {boolean} isWrong
 */
function showError(field, isWrong) {
  const error = find(`#${field.id}-error`);
  field.setAttribute('aria-invalid', String(isWrong));
  field.setAttribute('aria-describedby', isWrong ? `${field.id}-hint ${error.id}` : `${field.id}-hint`);
  error.hidden = !isWrong;
}

/** @param {import('./builder-code.js').Choices} choices */
function show({ side, language: lang, attributes, style }) {
  const kind = JSON.stringify([side, { ...attributes, 'guest-link': '' }]);
  if (kind !== shown) {
    shown = kind;
    preview.replaceChildren(side === 'owner' ? ownerRoom() : knockForm());
  }
  const element = /** @type {HTMLElement} */ (preview.firstElementChild);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  if (lang) element.lang = lang;
  else element.removeAttribute('lang');
  element.style.cssText = Object.entries(style)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

function ownerRoom() {
  const owner = document.createElement('daily-owner-room');
  owner.userName = 'Maya Okafor';
  owner.roomUrl = `https://local-room.localhost/${ROOM}`;
  owner.getToken = tokenOnceThere(ROOM, opened);
  return owner;
}

function knockForm() {
  const form = document.createElement('daily-knock-form');
  form.roomUrl = `https://local-room.localhost/${ROOM}`;
  return form;
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} text
 * @param {boolean} checked
 */
function radio(name, value, text, checked) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  Object.assign(input, { type: 'radio', name, value, checked });
  label.append(input, ' ', text);
  return label;
}
