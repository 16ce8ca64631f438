// The colour of a person's initials.
import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { hue } from '../../src/elements/base/initials.js';
import { videoTile, waitingList } from '../support/fixtures.js';
import { ScriptedCall } from '../support/scripted-call.js';

const FIRST = [
  'Ana',
  'Bea',
  'Cleo',
  'Dora',
  'Emre',
  'Fatima',
  'Gus',
  'Hana',
  'Iván',
  'Józef',
  'ليلى',
  '太郎',
  'अमित',
  'Zoë',
];
const LAST = ['Osei', 'Hale', 'Singh', 'Sato', 'Okafor', 'de la Cruz', 'Müller', 'حداد', '山田', 'Ng'];
const NAMES = FIRST.flatMap((first) => LAST.map((last) => `${first} ${last}`));

/** A color as it is painted: red, green and blue from 0 to 1. */
function painted(color: string): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((each) => each / 255);
}

/** Relative luminance, by WCAG. */
const luminance = (color: string): number => {
  const [red, green, blue] = painted(color).map((each) =>
    each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};

const contrast = (avatar: Element): number => {
  const { color, backgroundColor } = getComputedStyle(avatar);
  const [light, dark] = [luminance(color), luminance(backgroundColor)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
};

const avatarsOf = (element: Element): Element[] => [...element.shadowRoot!.querySelectorAll('[part="avatar"]')];

describe("a person's avatar", () => {
  for (const scheme of ['light', 'dark']) {
    it(`can be read, whatever the name: ${scheme}`, async () => {
      const people = NAMES.map((name, index) => ({ id: `p${index}`, name }));
      const colors = new Set<string>();
      for (let from = 0; from < people.length; from += 50) {
        const { element } = await waitingList(ScriptedCall.inRoom({ owner: true }, people.slice(from, from + 50)));
        element.style.colorScheme = scheme;
        for (const avatar of avatarsOf(element)) {
          expect(contrast(avatar), avatar.parentElement!.textContent).to.be.at.least(4.5);
          colors.add(getComputedStyle(avatar).backgroundColor);
        }
        element.remove();
      }
      expect(colors.size, 'colours').to.be.greaterThan(60);
    });
  }

  it('has the same colour in every place, and another than most others', async () => {
    const call = ScriptedCall.inRoom({ owner: true, name: 'Hana Sato' }, [{ id: 'a', name: 'hana SATO' }]);
    const list = await waitingList(call);
    const tile = await videoTile(call);
    await tile.rendered();
    const container = await fixture(html`<div style="color-scheme: dark"></div>`);
    container.append(list.element);
    const [inList] = avatarsOf(list.element);
    const [inTile] = avatarsOf(tile.element);
    expect(getComputedStyle(inTile!).backgroundColor).to.equal(getComputedStyle(inList!).backgroundColor);
    expect(new Set(FIRST.map(hue)).size).to.equal(FIRST.length);
  });
});
