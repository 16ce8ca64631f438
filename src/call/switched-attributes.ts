type Property = 'startVideoOff' | 'startAudioOff' | 'autoAdmit';

/** The properties that are switched in an element, by the attribute that reflects each. */
const PROPERTIES: ReadonlyMap<string, Property> = new Map([
  ['start-video-off', 'startVideoOff'],
  ['start-audio-off', 'startAudioOff'],
  ['auto-admit', 'autoAdmit'],
]);

/**
 * Keeps what the visitor has switched in an element, and the page's HTML does not know. Libraries that morph a page into the server's version
 * would switch it back: a camera on, or an open door.
 */
export class SwitchedAttributes {
  readonly #host: Element;
  readonly #switched = new Map<Property, boolean>();

  constructor(host: Element) {
    this.#host = host;
  }

  /** Keeps the attribute of a property as the visitor is about to switch it, until the page sets the property. */
  keep(property: Property, isOn: boolean): void {
    if (this.#valueOf(property) !== isOn) this.#switched.set(property, isOn);
  }

  /** Sets an attribute back if it was not changed by its property. Returns whether it did. */
  restore(name: string, value: string | null): boolean {
    const property = PROPERTIES.get(name);
    const isOn = property && this.#switched.get(property);
    if (property === undefined || isOn === undefined || isOn === (value !== null)) return false;
    const isFromOutside = this.#valueOf(property) === isOn;
    if (isFromOutside) this.#host.toggleAttribute(name, isOn);
    else this.#switched.delete(property);
    return isFromOutside;
  }

  #valueOf(property: Property): unknown {
    return Reflect.get(this.#host, property);
  }
}
