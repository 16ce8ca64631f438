// Links that open a window of their own, so that both sides can be seen at once. Where the browser allows no window, or with
// Ctrl or Shift held, they are ordinary links.

for (const link of document.querySelectorAll('a[data-window]')) {
  link.addEventListener('click', (event) => {
    const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
    if (ctrlKey || metaKey || shiftKey) return;
    const { href } = /** @type {HTMLAnchorElement} */ (link);
    if (window.open(href, '_blank', 'popup,width=520,height=860')) event.preventDefault();
  });
}
