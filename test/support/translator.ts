type Translate = (text: string) => string;

const same: Translate = (text) => text;

/** The DOM changes of page translators. By default they keep the text, so that it can be compared. */
export const TRANSLATORS: Readonly<Record<string, (root: ShadowRoot, say?: Translate) => void>> = {
  // Google Translate, in Chrome and in pages.
  'wraps each text': (root, say = same) => {
    for (const text of textsIn(root)) if (text.data.trim()) text.replaceWith(wrap(wrap(say(text.data))));
  },
  'wraps blanks as well': (root) => {
    for (const text of textsIn(root)) text.replaceWith(wrap(text.data));
  },
  'writes the text of an element anew': (root) => {
    for (const element of root.querySelectorAll('*')) {
      const isText = element.childElementCount === 0 && element.textContent?.trim();
      if (isText && !element.closest('style')) element.textContent = element.textContent;
    }
  },
  'makes sentences anew, with all that is in them': (root) => {
    for (const element of root.querySelectorAll('h2, p, label, bdi'))
      element.replaceChildren(
        ...[...element.childNodes].filter((node) => !(node instanceof Comment)).map((node) => node.cloneNode(true)),
      );
  },
  'takes out all that is not text': (root) => {
    for (const comment of commentsIn(root)) comment.remove();
  },
};

function commentsIn(root: ShadowRoot): Comment[] {
  const comments: Comment[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) comments.push(walker.currentNode as Comment);
  return comments;
}

/** Returns the shadow roots of an element and its descendants. */
export function shadowRootsIn(element: Element): ShadowRoot[] {
  const own = element.shadowRoot;
  const below = [...element.querySelectorAll('*'), ...(own?.querySelectorAll('*') ?? [])];
  return [...(own ? [own] : []), ...below.flatMap((each) => (each.shadowRoot ? shadowRootsIn(each) : []))];
}

/** Returns text and accessible labels of each shadow root. */
export function readAll(element: Element): string[] {
  return shadowRootsIn(element).map((root) => {
    const shown = [...root.children].filter((each) => !each.matches('style, [data-live]'));
    const labels = [...root.querySelectorAll('[aria-label]')].map((each) => each.getAttribute('aria-label'));
    return [...shown.map(({ textContent }) => textContent), ...labels].join(' ').replace(/\s+/g, ' ').trim();
  });
}

function textsIn(root: ShadowRoot): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (!text.parentElement?.closest('style')) texts.push(text);
  }
  return texts;
}

function wrap(content: string | Node): HTMLElement {
  const font = document.createElement('font');
  font.append(content);
  return font;
}
