// Buttons that copy: `data-copy` names the element whose text is copied; `data-copied` is what is said then.

/**
 * @param {HTMLButtonElement} button
 * @param {() => string | Promise<string>} text
 */
export function copyOnClick(button, text) {
  const label = button.textContent;
  let timer = 0;
  button.addEventListener('click', async () => {
    clearTimeout(timer);
    try {
      await navigator.clipboard.writeText(await text());
      button.textContent = button.dataset.copied ?? 'Copied';
    } catch {
      button.textContent = 'Copying is not allowed here';
    }
    timer = setTimeout(() => (button.textContent = label), 2500);
  });
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  const source = document.getElementById(button.getAttribute('data-copy') ?? '');
  copyOnClick(/** @type {HTMLButtonElement} */ (button), () => source?.textContent?.trim() ?? '');
}
