// Runs in the rendered page and in tests.

/**
 * Returns the layout problems of an element: text that is cut off or overflows, broken words, and controls that overlap or are too small.
 * @param {string | Element} shown the element, or a selector for it
 * @returns {string[]}
 */
export function complaints(shown) {
  const host = typeof shown === 'string' ? document.querySelector(shown) : shown;
  const found = [];
  const frame = host.getBoundingClientRect();
  const controls = [];
  const clipped = (element) => element.closest('.visually-hidden') !== null;
  const where = (element) => `${element.localName}${element.className ? `.${element.className}` : ''}`;

  const lookAtText = (node) => {
    const element = node.parentElement;
    if (!element.checkVisibility({ visibilityProperty: true }) || clipped(element) || element.localName === 'style')
      return;
    if (getComputedStyle(element).textOverflow === 'ellipsis') return;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.left < frame.left - 1 || box.right > frame.right + 1)
        found.push(`"${node.data.trim()}" reaches out of the element`);
    // Engines break links anywhere: WebKit at a dot or slash.
    const links = [...node.data.matchAll(/https?:\S+/g)].map(({ 0: link, index }) => [index, index + link.length]);
    // Names can be any word.
    if (element.localName === 'bdi') return;
    for (const { segment, index, isWordLike } of new Intl.Segmenter('en', { granularity: 'word' }).segment(node.data)) {
      // Some scripts have no spaces, and lines break anywhere.
      if (
        !isWordLike ||
        segment.length > 20 ||
        links.some(([from, to]) => index >= from && index < to) ||
        /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(segment)
      )
        continue;
      range.setStart(node, index);
      range.setEnd(node, index + segment.length);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (tops.size > 1) found.push(`the word "${segment}" is broken in ${where(element)}`);
    }
  };

  const walk = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim() !== '') lookAtText(node);
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const { overflow, textOverflow } = getComputedStyle(node);
      const visible = node.checkVisibility({ visibilityProperty: true }) && !clipped(node);
      if (visible && node.matches('button, input, select, a')) controls.push(node);
      if (
        visible &&
        node.localName !== 'input' && // Input scrolls.
        node.scrollWidth > node.clientWidth + 1 &&
        node.clientWidth > 0 &&
        textOverflow !== 'ellipsis' &&
        overflow !== 'visible'
      )
        found.push(`${where(node)} is cut off`);
      walk(node);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(host.shadowRoot);

  // An open menu covers what is below it.
  const layerOf = (node) => {
    for (let one = node; one && one !== host; one = one.parentElement ?? one.getRootNode().host)
      if (getComputedStyle(one).zIndex !== 'auto') return one;
    return undefined;
  };
  const boxes = controls.map((control) => ({
    control,
    box: control.getBoundingClientRect(),
    layer: layerOf(control),
  }));
  for (const [index, { control, box, layer }] of boxes.entries()) {
    if (box.width < 24 || box.height < 24) found.push(`${where(control)} is ${box.width} by ${box.height} px`);
    for (const { control: other, box: its } of boxes.slice(index + 1).filter((each) => each.layer === layer))
      if (box.left < its.right && its.left < box.right && box.top < its.bottom && its.top < box.bottom)
        found.push(`${where(control)} and ${where(other)} lie over one another`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page has to be scrolled sideways');
  return found;
}
