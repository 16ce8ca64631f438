// Buttons that copy: `data-copy` names the element whose text is copied; `data-copied` is what the button says then.

/**
 * @param {HTMLButtonElement} button
 * @param {() => string} text not a promise: Safari copies only what is there at the click
 */
export function copyOnClick(button, text) {
  const label = button.textContent;
  let timer = 0;
  button.addEventListener('click', async () => {
    clearTimeout(timer);
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = button.dataset.copied ?? 'Copied';
      timer = setTimeout(() => (button.textContent = label), 2500);
    } catch {
      offer(button, text());
    }
  });
}

/**
 * Where the browser does not let a page copy, the visitor can: the text in a field, selected.
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
function offer(button, text) {
  const before = button.nextElementSibling;
  if (before?.matches('.to-copy')) before.remove();
  const field = document.createElement('textarea');
  field.className = 'to-copy';
  field.readOnly = true;
  field.rows = 3;
  field.value = text;
  field.setAttribute('aria-label', `${button.textContent}: select and copy this`);
  button.after(field);
  field.focus();
  field.select();
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  const source = document.getElementById(button.getAttribute('data-copy') ?? '');
  copyOnClick(/** @type {HTMLButtonElement} */ (button), () => source?.textContent?.trim() ?? '');
}
