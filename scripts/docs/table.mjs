// A responsive table: on narrow screens, columns become lines.
import { escape } from './html.mjs';

/** A heading cell's text as an attribute value. */
const text = (html) => html.replaceAll(/<[^>]*>/g, '').replaceAll('"', '&quot;');

// Each cell has its column's name, for narrow screens, where the cells are below each other.
const row = (cells, head) =>
  `<tr role="row">${cells.map((cell, index) => `<td role="cell" data-label="${text(head[index])}">${cell}</td>`).join('')}</tr>`;

// A column without a name has no heading.
const heading = (html) =>
  html ? `<th role="columnheader" scope="col">${html}</th>` : '<td role="cell" data-label=""></td>';

/**
 * Renders a table. The name is on the region, which scrolls by keyboard. The roles repeat those of the tags, because `display` removes them.
 * @param {{ head: string[], rows: string[][], label: string }} table cells as HTML
 */
export const table = ({ head, rows, label }) => `
  <div class="table" role="region" aria-label="${escape(label)}" tabindex="0">
    <table role="table">
      <thead role="rowgroup"><tr role="row">${head.map(heading).join('')}</tr></thead>
      <tbody role="rowgroup">
        ${rows.map((cells) => row(cells, head)).join('\n        ')}
      </tbody>
    </table>
  </div>
`;
