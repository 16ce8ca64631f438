// Elements do not inherit the page's text styles, except those that a page should decide.
import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { complaints } from '../../scripts/looks/complaints.mjs';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, knockForm, ownerInCall } from '../support/fixtures.js';
import { ElementHarness } from '../support/harness/element-harness.js';
import { inheritedProperties } from '../support/inherited-properties.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { until } from '../support/until.js';

/** What comes in from around an element. */
const OF_THE_PAGE =
  /^(color-scheme|direction|font-family|font-size|interactivity|pointer-events|visibility|.*text-size-adjust|.*font-smoothing)$/;
/** What a rule for the element itself may set besides: its type, the space in its text, and how that is written. */
const OF_THE_ELEMENT = /^(font-.*|line-height|letter-spacing|word-spacing|.*writing-mode)$/;

const inherited = inheritedProperties();
const foreign = [...inherited].filter(([name]) => !OF_THE_PAGE.test(name));

/** Elements in what they show to visitors. */
const SHOWN: Record<string, (daily: FakeDaily) => Promise<LitElement>> = {
  'a form': async () => (await knockForm(html`<daily-knock-form></daily-knock-form>`)).form,
  'a form with what is wrong': async () => {
    const { form, page } = await knockForm(html`<daily-knock-form></daily-knock-form>`);
    await page.press('Knock');
    return form;
  },
  'a wait': async (daily) => (await guestIn('waiting', daily)).form,
  'a call with its devices and a waiting list': async (daily) => {
    const { room, page } = await ownerInCall(daily, { waiting: [{ id: 'a', name: 'Ana' }] });
    await page.waitingList();
    await page.press('Devices');
    await until(() => page.findButton('Close'), 'the devices');
    return room;
  },
  'an empty list': () => fixture<LitElement>(html`<daily-waiting-list></daily-waiting-list>`),
  'a list': async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    call.listSilently([{ id: 'a', name: 'Ana' }]);
    const list = await fixture<LitElement>(html`<daily-waiting-list .call=${call.asCall}></daily-waiting-list>`);
    await new ElementHarness(list).shows('Ana');
    return list;
  },
  'a picture': () =>
    fixture<LitElement>(
      html`<daily-video-tile
        session-id="local"
        .call=${ScriptedCall.inRoom({ owner: true }).asCall}
      ></daily-video-tile>`,
    ),
};

/** How everything in an element looks, and how large it is. What a page puts below it is the page's. */
function look(element: LitElement, properties: readonly string[]): string[] {
  const elements = new ElementHarness(element).allElements.filter((each) => each.localName !== 'slot');
  return elements.flatMap((each, index) => {
    const style = getComputedStyle(each);
    const { width, height } = each.getBoundingClientRect();
    const where = `${index} ${each.localName}.${each.getAttribute('class') ?? ''}`;
    return [
      `${where} is ${width.toFixed(1)} by ${height.toFixed(1)}`,
      ...properties.map((name) => `${where} { ${name}: ${style.getPropertyValue(name)} }`),
    ];
  });
}

/** In a vertical text an element is as wide as it must be; here it has a width of its own. */
async function shown(make: Promise<LitElement>): Promise<LitElement> {
  const element = await make;
  element.style.width = '30rem';
  return element;
}

function dress(element: HTMLElement, styles: Iterable<readonly [string, string]>): void {
  for (const [name, value] of styles) element.style.setProperty(name, value, 'important');
}

describe('inherited styles', () => {
  const daily = eachTest(() => new FakeDaily());

  it('include all that the browser has', () => {
    const known = ['white-space-collapse', 'text-shadow', '-webkit-text-fill-color', 'letter-spacing', 'hyphens'];
    expect([...inherited.keys()]).to.include.members([...known, 'stroke-dasharray', 'cursor', 'visibility']);
  });

  for (const [what, show] of Object.entries(SHOWN)) {
    describe(`of ${what}`, () => {
      it('do not come from the text around it', async () => {
        const element = await shown(show(daily));
        const names = foreign.map(([name]) => name);
        const before = look(element, names);
        dress(element.parentElement!, foreign);
        const after = look(element, names);
        expect(after.filter((line, index) => line !== before[index])).to.deep.equal([]);
      });

      it('come from the page for visibility, size and color scheme', async () => {
        const element = await shown(show(daily));
        const styles = [...inherited].filter(([name]) => /scheme|interactivity|pointer-events|visibility/.test(name));
        dress(element.parentElement!, [...styles, ['font-family', 'monospace'], ['font-size', '20px']]);
        const [card] = new ElementHarness(element).allElements;
        for (const [name, value] of [...styles, ['font-family', 'monospace'], ['font-size', '20px']] as const)
          expect(getComputedStyle(card!).getPropertyValue(name), name).to.equal(value);
      });

      it('have no effect, except for type and spacing, where a rule sets them on the element', async () => {
        const element = await shown(show(daily));
        const styles = foreign.filter(([name]) => !OF_THE_ELEMENT.test(name));
        const names = styles.map(([name]) => name);
        const before = look(element, names);
        dress(element, styles);
        const after = look(element, names);
        expect(after.filter((line, index) => line !== before[index])).to.deep.equal([]);
      });
    });
  }

  /** As WCAG 1.4.12 has it, in the way of style sheets that visitors bring. */
  const SPACED = { 'letter-spacing': '0.12em', 'line-height': '1.5', 'word-spacing': '0.16em', 'font-weight': '300' };

  for (const what of ['a form with what is wrong', 'a wait', 'a call with its devices and a waiting list', 'a list'])
    it(`of type and spacing apply where a rule sets them on the element, and nothing is cut off: ${what}`, async () => {
      const element = await SHOWN[what]!(daily);
      element.style.width = '320px';
      dress(element, Object.entries(SPACED));
      const text = new ElementHarness(element).allElements.find((each) => each.matches('p.muted, .since'))!;
      const { letterSpacing, wordSpacing, fontWeight, fontSize } = getComputedStyle(text);
      expect(parseFloat(letterSpacing), letterSpacing).to.be.closeTo(0.12 * 16, 0.3);
      expect(parseFloat(wordSpacing), wordSpacing).to.be.greaterThan(2);
      expect([fontWeight, parseFloat(fontSize) > 12]).to.deep.equal(['300', true]);
      expect(complaints(element)).to.deep.equal([]);
    });

  it('of slotted content below the form come from the page', async () => {
    const { form } = await knockForm(html`<daily-knock-form><p>A word of the page’s</p></daily-knock-form>`);
    dress(form.parentElement!, [
      ['color', 'rgb(1, 2, 3)'],
      ['text-align', 'center'],
    ]);
    const { color, textAlign } = getComputedStyle(form.querySelector('p')!);
    expect([color, textAlign]).to.deep.equal(['rgb(1, 2, 3)', 'center']);
  });

  it('keep the language of a text: capitals are those of Turkish', async () => {
    const sheet = document.head.appendChild(document.createElement('style'));
    sheet.textContent = '::part(button) { text-transform: uppercase }';
    const box = await fixture(html`<div lang="tr"><daily-knock-form></daily-knock-form></div>`);
    const form = box.firstElementChild as LitElement;
    await form.updateComplete;
    const button = new ElementHarness(form).allElements.find((each) =>
      each.matches('[part~="try-devices"]'),
    ) as HTMLElement;
    expect(button.innerText).to.equal(button.textContent.trim().toLocaleUpperCase('tr'));
    expect(button.innerText).to.include('İ');
    sheet.remove();
  });
});
