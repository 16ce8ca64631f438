// Reads elements and their public members from custom-elements.json.

/**
 * Returns the elements of a manifest by tag.
 * @param {{ modules: { declarations?: any[] }[] }} manifest
 */
export function elementsOf(manifest) {
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName)
    .sort((one, other) => (one.tagName < other.tagName ? -1 : 1));
}

/** Returns the properties, each with its attribute, and the attributes without a property. */
export function propertiesOf({ members = [], attributes = [] }) {
  const fields = members.filter(({ kind, privacy }) => kind === 'field' && (privacy ?? 'public') === 'public');
  const named = new Set(fields.map(({ attribute }) => attribute));
  const alone = attributes.filter(({ name }) => !named.has(name)).map((each) => ({ ...each, attribute: each.name }));
  return [...fields, ...alone];
}

/** Returns the public methods. */
export function methodsOf({ members = [] }) {
  return members.filter(({ kind, privacy }) => kind === 'method' && (privacy ?? 'public') === 'public');
}
