// A choice of the language. All that a page does for it is to set `lang`: the elements follow, each in any state.
import { CODES, nameOf } from './languages.js';

/** Each window has a language of its own, so that an owner and a guest may have two. */
const KEY = 'daily-knock-demo-language';
const ELEMENTS = 'daily-owner-room, daily-knock-form, daily-waiting-list, daily-video-tile';

const label = document.createElement('label');
const select = document.createElement('select');
label.className = 'language';
const word = document.createElement('span');
word.textContent = 'Language';
label.append(word, ' ', select);
for (const code of CODES) {
  const option = new Option(nameOf(code), code);
  option.lang = code;
  select.append(option);
}
select.value = sessionStorage.getItem(KEY) ?? 'en';
select.addEventListener('change', () => {
  sessionStorage.setItem(KEY, select.value);
  speak();
});
// Before the links, so that they stay where they are.
document.querySelector('.site-head nav')?.before(label);
sayEnglish(document.body);
speak();

function speak() {
  document.documentElement.lang = select.value;
}

/**
 * What the page itself says stays English, and says so.
 * @param {Element} parent
 */
function sayEnglish(parent) {
  for (const child of /** @type {Iterable<HTMLElement>} */ (parent.children)) {
    if (child.matches(ELEMENTS)) continue;
    if (child.querySelector(ELEMENTS)) sayEnglish(child);
    else child.lang ||= 'en';
  }
}
