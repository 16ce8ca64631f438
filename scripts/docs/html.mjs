// Converts descriptions to HTML.
import { Marked } from 'marked';

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text. */
export const escape = (text) => String(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);

/** Wraps text in `<code>`; empty for empty text. */
export const code = (text) => (text === undefined || text === '' ? '' : `<code>${escape(text)}</code>`);

// Tags in comments are text.
const marked = new Marked({ renderer: { html: ({ text }) => escape(text) } });

/** Converts a JSDoc description to one line. */
export const prose = (text = '') => marked.parseInline(text);

/** Converts a JSDoc description to paragraphs. */
export const paragraphs = (text = '') => marked.parse(text);
