// Reads the elements out of custom-elements.json, and what of each is public.

/**
 * The elements of a manifest, by their tags.
 * @param {{ modules: { declarations?: any[] }[] }} manifest
 */
export function elementsOf(manifest) {
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName)
    .sort((one, other) => (one.tagName < other.tagName ? -1 : 1));
}

/** What a page can read or set: properties, each with its attribute; and attributes that are no property. */
export function propertiesOf({ members = [], attributes = [] }) {
  const fields = members.filter(({ kind, privacy }) => kind === 'field' && (privacy ?? 'public') === 'public');
  const named = new Set(fields.map(({ attribute }) => attribute));
  const alone = attributes.filter(({ name }) => !named.has(name)).map((each) => ({ ...each, attribute: each.name }));
  return [...fields, ...alone];
}

/** What a page can call. */
export function methodsOf({ members = [] }) {
  return members.filter(({ kind, privacy }) => kind === 'method' && (privacy ?? 'public') === 'public');
}
