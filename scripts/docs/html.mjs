// What descriptions become in HTML.
import { Marked } from 'marked';

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML that shows this text. */
export const escape = (text) => String(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);

/** A name or a piece of code; nothing for nothing. */
export const code = (text) => (text === undefined || text === '' ? '' : `<code>${escape(text)}</code>`);

// Tags in a comment are meant as text.
const marked = new Marked({ renderer: { html: ({ text }) => escape(text) } });

/** A description as comments have it, in one line. */
export const prose = (text = '') => marked.parseInline(text);

/** The same in paragraphs. */
export const paragraphs = (text = '') => marked.parse(text);
