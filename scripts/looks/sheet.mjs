/**
 * Renders a contact sheet: rows of images with titles, in columns.
 * @param {string} title
 * @param {{ title: string, pictures: string[] }[]} rows PNG images in base64
 * @param {number} across the number of columns
 */
export function sheet(title, rows, across) {
  const figures = rows.map(
    ({ title: caption, pictures }) => `<figure><figcaption>${caption}</figcaption><div>
      ${pictures.map((picture) => `<img alt="" src="data:image/png;base64,${picture}" />`).join('')}</div></figure>`,
  );
  return `<!doctype html><meta charset="utf-8" /><style>
    body { margin: 0; padding: 20px; background: #8a938f; color: #fff; font: 15px/1.4 system-ui, sans-serif }
    h1 { margin: 0 0 14px; font-size: 22px }
    main { columns: ${across}; column-gap: 20px }
    figure { margin: 0 0 20px; break-inside: avoid }
    figcaption { margin-bottom: 4px; font-weight: 600 }
    div { display: flex; gap: 8px; align-items: start }
    img { flex: 1 1 0; min-width: 0; border-radius: 4px }
  </style><h1>${title}</h1><main>${figures.join('')}</main>`;
}
