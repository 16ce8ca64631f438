// What descriptions become in HTML.

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML that shows this text. */
export const escape = (text) => String(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);

/** A name or a piece of code; nothing for nothing. */
export const code = (text) => (text === undefined || text === '' ? '' : `<code>${escape(text)}</code>`);

/** A description as comments have it: text with `code`, and nothing else of Markdown. */
export const prose = (text = '') =>
  text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 ? code(part) : escape(part)))
    .join('');

/** The same in paragraphs. */
export const paragraphs = (text = '') =>
  text
    .split(/\n\s*\n/)
    .map((each) => `<p>${prose(each)}</p>`)
    .join('\n');
