// A table whose columns become lines where there is no room for them.
import { escape } from './html.mjs';

/** Text of a heading cell, for an attribute. */
const text = (html) => html.replaceAll(/<[^>]*>/g, '').replaceAll('"', '&quot;');

// Each cell has its column's name with it: where there is no room for columns, the cells stand below each other.
const row = (cells, head) =>
  `<tr role="row">${cells.map((cell, index) => `<td role="cell" data-label="${text(head[index])}">${cell}</td>`).join('')}</tr>`;

// A column without a name has no heading cell.
const heading = (html) =>
  html ? `<th role="columnheader" scope="col">${html}</th>` : '<td role="cell" data-label=""></td>';

/**
 * The region around a table can be scrolled by keyboard, so it is what has a name. The roles are those that the tags have already,
 * until `display` takes them away.
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
