// Written pages as HTML.
import { Marked } from 'marked';
import { code, escape } from './html.mjs';
import { table } from './table.mjs';

/** What GitHub makes of a heading in an address. */
const slug = (text) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

/** A heading's text without its marks. */
const plain = (tokens) =>
  tokens.map((token) => (token.tokens ? plain(token.tokens) : unescape(token.text ?? ''))).join('');

// The lexer hands out texts with these already escaped.
const unescape = (text) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const marked = new Marked();

/** Headings in their order, each with its own anchor. */
function headingsOf(tokens) {
  const counts = {};
  return tokens
    .filter(({ type }) => type === 'heading')
    .map(({ depth, tokens: inner }) => {
      const text = plain(inner);
      const base = slug(text);
      counts[base] = (counts[base] ?? -1) + 1;
      return { depth, text, anchor: counts[base] ? `${base}-${counts[base]}` : base };
    });
}

/** The anchors of a page's headings. */
export const anchorsOf = (markdown) => headingsOf(marked.lexer(markdown)).map(({ anchor }) => anchor);

/** Where a page's links and pictures lead. */
export function linksOf(markdown) {
  const links = [];
  marked.walkTokens(marked.lexer(markdown), ({ type, href }) => {
    if (type === 'link' || type === 'image') links.push(unescape(href));
  });
  return links;
}

/** The title of a page. */
export const titleOf = (markdown) => headingsOf(marked.lexer(markdown))[0].text;

/** The first paragraph of a page, as text. */
export function summaryOf(markdown) {
  const { tokens } = marked.lexer(markdown).find(({ type }) => type === 'paragraph');
  return plain(tokens).replaceAll(/\s+/g, ' ');
}

/**
 * A page.
 * @param {string} markdown
 * @param {(href: string) => string | undefined} resolve where a link leads on the site; undefined for what the site does not have
 * @returns {{ title: string, headings: { depth: number, text: string, anchor: string }[], html: string }}
 */
export function renderMarkdown(markdown, resolve) {
  const tokens = marked.lexer(markdown);
  const headings = headingsOf(tokens);
  let next = 0;
  let tables = 0;
  const renderer = {
    heading(html, level) {
      const { anchor } = headings[next++];
      return `<h${level} id="${anchor}">${html}</h${level}>\n`;
    },
    link(href, title, html) {
      const target = resolve(unescape(href));
      return target === undefined ? html : `<a href="${escape(target)}">${html}</a>`;
    },
    image(href, title, text) {
      return `<img src="${escape(resolve(unescape(href)) ?? '')}" alt="${text}" loading="lazy" />`;
    },
    code(text, language) {
      return `<pre tabindex="0"${language ? ` class="language-${escape(language)}"` : ''}>${code(text)}</pre>\n`;
    },
    // Comments are for those who edit a page.
    html: (text) => (text.trim().startsWith('<!--') ? '' : escape(text)),
    table(head, body) {
      const cells = (html) => [...html.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell]) => cell);
      const rows = [...body.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row]) => cells(row));
      const { text } = headings[Math.max(0, next - 1)];
      return table({ head: cells(head), rows, label: `${text}, table ${++tables}` });
    },
  };
  const html = new Marked({ renderer }).parser(tokens);
  return { title: headings[0].text, headings, html };
}
