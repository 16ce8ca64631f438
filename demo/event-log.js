// A list of the events that the elements fire, heard by one listener on the document: they bubble and are composed.

const EVENTS = [
  'daily-before-knock',
  'daily-waiting',
  'daily-unanswered',
  'daily-message',
  'daily-joined',
  'daily-knock',
  'daily-before-admit',
  'daily-before-reject',
  'daily-admitted',
  'daily-rejected',
  'daily-withdrawn',
  'daily-before-eject',
  'daily-ejected',
  'daily-left',
  'daily-error',
  'daily-state-change',
];

const MOST = 200;

const PANEL = `
  <div class="log">
    <div class="log-head">
      <span class="small">All <code>daily-*</code> events, oldest first</span>
      <button type="button" class="button small-button">Clear</button>
    </div>
    <div class="scroller" role="region" aria-labelledby="log-heading" tabindex="0">
      <p class="empty">Nothing yet. Events appear here as soon as something happens above.</p>
      <ol></ol>
    </div>
  </div>`;

/**
 * Writes every event of the elements into a list.
 * @param {HTMLElement} log a section with the heading `log-heading`
 */
export function startLog(log) {
  log.insertAdjacentHTML('beforeend', PANEL);
  const list = /** @type {HTMLOListElement} */ (log.querySelector('ol'));
  const empty = /** @type {HTMLElement} */ (log.querySelector('.empty'));
  const clear = /** @type {HTMLButtonElement} */ (log.querySelector('button'));
  const scroller = /** @type {HTMLElement} */ (log.querySelector('.scroller'));

  const showWhetherEmpty = () => {
    empty.hidden = list.childElementCount > 0;
    clear.disabled = list.childElementCount === 0;
  };

  /** @param {Event} event */
  const write = (event) => {
    // Keeps the scroll position if the visitor has scrolled up to read.
    const follows = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    list.append(toItem(/** @type {CustomEvent} */ (event)));
    while (list.childElementCount > MOST) list.firstElementChild?.remove();
    showWhetherEmpty();
    if (follows) scroller.scrollTop = scroller.scrollHeight;
  };

  for (const name of EVENTS) document.addEventListener(name, write);
  clear.addEventListener('click', () => {
    list.replaceChildren();
    showWhetherEmpty();
    scroller.focus();
  });
  showWhetherEmpty();
}

/** @param {CustomEvent} event */
function toItem({ type, detail, target }) {
  const item = document.createElement('li');
  item.className = type === 'daily-state-change' ? 'minor' : '';
  const now = new Date();
  const time = make('time', now.toLocaleTimeString('en-GB'));
  time.setAttribute('datetime', now.toISOString());
  const tag = target instanceof Element ? target.localName : '';
  item.append(time, ' ', make('code', `<${tag}>`, 'tag'), ' ', make('strong', type), ' ', make('code', toText(detail)));
  return item;
}

/**
 * @param {string} tag
 * @param {string} text names come from strangers: text, never markup
 * @param {string} [className]
 */
function make(tag, text, className = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** @param {unknown} detail */
function toText(detail) {
  const json = JSON.stringify(detail, (_key, value) => (value instanceof Error ? fromError(value) : value), 1);
  return json.replaceAll(/\n\s*/g, ' ');
}

/** An error's own properties do not show in JSON. @param {Error & { code?: string, fatal?: boolean }} error */
function fromError({ code, fatal, message }) {
  return { code, fatal, message };
}
