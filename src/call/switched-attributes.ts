/** The attributes that are switched in an element, by the property that each reflects. */
const PROPERTIES = {
  'start-video-off': 'startVideoOff',
  'start-audio-off': 'startAudioOff',
  'auto-admit': 'autoAdmit',
};

type Name = keyof typeof PROPERTIES;

/**
 * Keeps what the visitor has switched in an element, and the page's HTML does not know. Libraries that morph a page into the server's version
 * would switch it back: a camera on, or an open door.
 */
export class SwitchedAttributes {
  readonly #host: Element;
  readonly #switched = new Map<string, boolean>();

  constructor(host: Element) {
    this.#host = host;
  }

  /** Keeps an attribute as the visitor is about to switch it, until the page sets the property. */
  keep(name: Name, isOn: boolean): void {
    if (this.#propertyOf(name) !== isOn) this.#switched.set(name, isOn);
  }

  /** Sets an attribute back if it was not changed by its property. Returns whether it did. */
  restore(name: string, value: string | null): boolean {
    const isOn = this.#switched.get(name);
    if (isOn === undefined || isOn === (value !== null)) return false;
    const isFromOutside = this.#propertyOf(name as Name) === isOn;
    if (isFromOutside) this.#host.toggleAttribute(name, isOn);
    else this.#switched.delete(name);
    return isFromOutside;
  }

  #propertyOf(name: Name): unknown {
    return Reflect.get(this.#host, PROPERTIES[name]);
  }
}
