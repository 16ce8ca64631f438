// A person with an element in their page: what they see and press, and which events reach the document.
import assert from 'node:assert/strict';
import { Person } from './person.mjs';

const TAGS = { owner: 'daily-owner-room', guest: 'daily-knock-form' };

export class ElementPerson extends Person {
  /** @param {'owner' | 'guest'} side @param {Record<string, unknown>} properties of the element */
  async openElement(side, properties, options) {
    await this.open(`/${side}`, options);
    await this.fill(side, properties);
    return this;
  }

  /** Sets the properties of the element, also after the page was reloaded. */
  async fill(side, properties) {
    this.tag = TAGS[side];
    const own = await this.world.elementOptions();
    await this.page.evaluate(
      async ([tag, values]) => {
        await customElements.whenDefined(tag);
        Object.assign(document.querySelector(tag), values);
      },
      [this.tag, { userName: this.name, ...own, ...properties }],
    );
  }

  button(name, exact = true) {
    return this.page.getByRole('button', { name, exact });
  }

  press(name, exact) {
    return this.button(name, exact).click();
  }

  /** Runs a function in the page with the element. */
  element(run, ...values) {
    return this.page.evaluate(`(${run})(document.querySelector('${this.tag}'), ...${JSON.stringify(values)})`);
  }

  get state() {
    return this.element((element) => element.state);
  }

  async becomes(state, timeout) {
    try {
      await this.page.locator(`${this.tag}[state="${state}"]`).waitFor({ state: 'attached', timeout });
    } catch (error) {
      const [now, shown, fired] = await Promise.all([this.state, this.shownText(), this.fired()]);
      const cause = await this.element((element) =>
        String(element.error?.cause?.stack ?? element.error?.cause ?? 'none'),
      );
      const seen = `It is ${now}, has fired [${fired.join(', ')}] and shows: ${shown}; the cause of its error: ${cause}`;
      throw new Error(`${this.name} has not become ${state}. ${seen}`, { cause: error });
    }
  }

  /** Waits until a text is shown. */
  reads(text, timeout) {
    return this.page.getByText(text).first().waitFor({ timeout });
  }

  /** All that is shown, in shadow roots too. */
  shownText() {
    return this.page.evaluate(() => {
      const texts = [];
      const walk = (node) => {
        for (const each of node.childNodes) {
          if (each instanceof Text && each.parentElement?.checkVisibility()) texts.push(each.data);
          if (each instanceof Element && !/^(?:style|script)$/i.test(each.localName)) walk(each);
        }
        if (node.shadowRoot) walk(node.shadowRoot);
      };
      walk(document.body);
      return texts.join(' ').replaceAll(/\s+/g, ' ').trim();
    });
  }

  /** The element's events so far but for `state-change`, each as a word, errors with their code. */
  async fired() {
    const fired = await this.page.evaluate(() => globalThis.fired);
    return fired
      .filter(({ event }) => event !== 'state-change')
      .map(({ event, code }) => (code ? `${event} ${code}` : event));
  }

  /** The details of the events of one name. */
  async details(name) {
    const fired = await this.page.evaluate(() => globalThis.fired);
    return fired.filter(({ event }) => event === name);
  }

  /** Waits until an event has come so often. */
  async fires(name, { count = 1, timeout } = {}) {
    await this.page.waitForFunction(
      ([event, wanted]) => globalThis.fired.filter((each) => each.event === event).length >= wanted,
      [name, count],
      { timeout },
    );
  }

  /** Fails unless exactly these events have come by now, in this order. */
  async hasFired(...expected) {
    assert.deepEqual(await this.fired(), expected, `The events of ${this.name}`);
  }

  /** How many people the list shows with an answer to give. */
  rows() {
    return this.page.getByRole('button', { name: /^(?:Allow|Deny) guest / }).count();
  }
}
