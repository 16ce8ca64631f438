/**
 * A property of a document, from the prototype: an image, form or frame of the page whose `name` is that of the property stands in front
 * of it ("DOM clobbering").
 */
export function documentProperty<Name extends keyof Document>(document: Document, name: Name): Document[Name] {
  return Reflect.get(Document.prototype, name, document);
}

/** The window of a document; `null` when it has closed. */
export function windowOf(document: Document): Document['defaultView'] {
  return documentProperty(document, 'defaultView');
}

/** The host of the shadow root that an element is in. A document has none, but an image of the page may have the name `host`. */
export function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root === element.ownerDocument ? undefined : (root as ShadowRoot).host;
}
