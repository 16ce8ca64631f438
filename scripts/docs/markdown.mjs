// Renders Markdown pages.
import GithubSlugger from 'github-slugger';
import { Marked } from 'marked';
import { code, escape } from './html.mjs';
import { table } from './table.mjs';

const marked = new Marked();

/** Returns a heading's text without markup. */
const plain = (tokens) => tokens.map((token) => (token.tokens ? plain(token.tokens) : (token.text ?? ''))).join('');

/** Returns headings in order, with GitHub's anchors. */
function headingsOf(tokens) {
  const slugger = new GithubSlugger();
  return tokens
    .filter(({ type }) => type === 'heading')
    .map(({ depth, tokens: inner }) => {
      const text = plain(inner);
      return { depth, text, anchor: slugger.slug(text) };
    });
}

/** Returns the anchors of a page. */
export const anchorsOf = (markdown) => headingsOf(marked.lexer(markdown)).map(({ anchor }) => anchor);

/** Returns the targets of a page's links and images. */
export function linksOf(markdown) {
  const links = [];
  marked.walkTokens(marked.lexer(markdown), ({ type, href }) => {
    if (type === 'link' || type === 'image') links.push(href);
  });
  return links;
}

export const titleOf = (markdown) => headingsOf(marked.lexer(markdown))[0].text;

/** Returns the first paragraph of a page as text. */
export function summaryOf(markdown) {
  const { tokens } = marked.lexer(markdown).find(({ type }) => type === 'paragraph');
  return plain(tokens).replaceAll(/\s+/g, ' ');
}

/**
 * Renders a page.
 * @param {string} markdown
 * @param {(href: string) => string | undefined} resolve returns a link's target on the site; `undefined` if it has none
 * @returns {{ title: string, headings: { depth: number, text: string, anchor: string }[], html: string }}
 */
export function renderMarkdown(markdown, resolve) {
  const tokens = marked.lexer(markdown);
  const headings = headingsOf(tokens);
  let next = 0;
  let tables = 0;
  const renderer = {
    heading({ depth, tokens: inner }) {
      const { anchor } = headings[next++];
      return `<h${depth} id="${anchor}">${this.parser.parseInline(inner)}</h${depth}>\n`;
    },
    link({ href, tokens: inner }) {
      const html = this.parser.parseInline(inner);
      const target = resolve(href);
      return target === undefined ? html : `<a href="${escape(target)}">${html}</a>`;
    },
    image: ({ href, text }) => `<img src="${escape(resolve(href) ?? '')}" alt="${escape(text)}" loading="lazy" />`,
    code: ({ text, lang }) =>
      `<pre tabindex="0"${lang ? ` class="language-${escape(lang)}"` : ''}>${code(text)}</pre>\n`,
    // Comments are for editors of the page.
    html: ({ text }) => (text.trim().startsWith('<!--') ? '' : escape(text)),
    table({ header, rows }) {
      const cells = (row) => row.map((cell) => this.parser.parseInline(cell.tokens));
      const { text } = headings[Math.max(0, next - 1)];
      return table({ head: cells(header), rows: rows.map(cells), label: `${text}, table ${++tables}` });
    },
  };
  const html = new Marked({ renderer }).parser(tokens);
  return { title: headings[0].text, headings, html };
}
