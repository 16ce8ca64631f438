// The panel before the call: picture and form stay in one card, from the first view to the wait.
import '../../src/define.js';
import { expect, html } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { bringToLobby, guestIn, knockForm, ownerRoom, ROOM } from '../support/fixtures.js';
import { until } from '../support/until.js';

const TRY = 'Try camera and microphone';
const SIDES = [
  ['a guest', knockForm, 'Knock'],
  ['an owner', ownerRoom, 'Join'],
] as const;

const size = (element: HTMLElement, inlineSize: string): void => {
  element.parentElement!.style.inlineSize = inlineSize;
};
const rem = (count: number): number => count * parseFloat(getComputedStyle(document.documentElement).fontSize);
const placeOf = ({ x, y, width, height }: DOMRect): number[] => [x, y, width, height].map(Math.round);

describe('the panel', () => {
  const daily = eachTest(() => new FakeDaily());
  eachTest(() => new FakeDevices());

  for (const [who, make, action] of SIDES) {
    it(`of ${who}: picture and form are side by side where there is room`, async () => {
      const { page } = await make();
      size(page.element, '60rem');
      const { pictureBox: picture, mainBox: main, panelBox: panel } = page;
      expect(picture.top).to.be.closeTo(main.top, 1);
      expect(picture.right).to.be.lessThan(main.left);
      expect(picture.width / picture.height).to.be.closeTo(16 / 9, 0.01);
      expect(panel.width).to.be.at.most(rem(60));
      expect(page.button(action).getBoundingClientRect().width).to.be.closeTo(main.width, 1);
    });

    it(`of ${who}: on a tablet the words of the offer have one line`, async () => {
      const { page } = await make();
      size(page.element, '736px');
      expect(page.pictureBox.right).to.be.lessThan(page.mainBox.left);
      expect(page.button(TRY).getBoundingClientRect().height).to.be.lessThan(50);
    });

    it(`of ${who}: in a right-to-left language the picture is on the right`, async () => {
      document.documentElement.lang = 'ar';
      try {
        const { page } = await make();
        size(page.element, '60rem');
        expect(page.pictureBox.left).to.be.greaterThan(page.mainBox.right);
      } finally {
        document.documentElement.removeAttribute('lang');
      }
    });

    it(`of ${who}: on a phone the form follows a low strip, and its button is in sight`, async () => {
      const { page } = await make();
      size(page.element, '358px');
      expect(page.pictureBox.bottom).to.be.lessThan(page.mainBox.top);
      expect(page.pictureBox.height).to.be.lessThan(80);
      const { top } = page.panelBox;
      expect(page.button(action).getBoundingClientRect().bottom - top).to.be.lessThan(560);
    });
  }

  for (const width of ['60rem', '358px'])
    it(`the picture of a guest stays where it is from the preview to the wait, at ${width}`, async () => {
      const { form, page } = await knockForm();
      size(form, width);
      const before = placeOf(page.pictureBox);
      await page.press(TRY);
      await until(() => page.previewStream, 'the picture');
      const seen = placeOf(page.pictureBox);
      if (width === '60rem') expect(seen, 'the preview').to.deep.equal(before);
      void form.knock();
      const call = await daily.made();
      await page.reaches('connecting');
      expect(placeOf(page.pictureBox), 'connecting').to.deep.equal(seen);
      await bringToLobby(call);
      await page.reaches('waiting');
      expect(placeOf(page.pictureBox), 'waiting').to.deep.equal(seen);
      call.denyByEvent();
      await page.reaches('rejected');
      if (width === '60rem') expect(placeOf(page.pictureBox), 'rejected').to.deep.equal(seen);
    });

  it('the place of the picture is the same without a preview', async () => {
    const { form, page } = await knockForm();
    size(form, '60rem');
    const before = placeOf(page.pictureBox);
    void form.knock();
    const call = await daily.made();
    await page.reaches('connecting');
    expect(placeOf(page.pictureBox), 'connecting').to.deep.equal(before);
    await bringToLobby(call);
    await page.reaches('waiting');
    expect(placeOf(page.pictureBox), 'waiting').to.deep.equal(before);
  });

  it('is the form alone where the page has emptied the slot, also while connecting', async () => {
    const { form, page } = await knockForm(
      html`<daily-knock-form room-url=${ROOM} user-name="Ana"><span slot="preview"></span></daily-knock-form>`,
    );
    size(form, '60rem');
    expect(page.panelBox.width).to.be.closeTo(rem(30), 3);
    void form.knock();
    await daily.made();
    await page.reaches('connecting');
    expect(page.panelBox.width).to.be.closeTo(rem(30), 3);
  });

  it('fills the element where the page wants it to', async () => {
    const { form, page } = await knockForm();
    size(form, '70rem');
    const style = document.createElement('style');
    style.textContent = 'daily-knock-form::part(card) { max-inline-size: none }';
    document.head.append(style);
    expect(page.panelBox.width).to.be.closeTo(rem(70), 1);
    style.remove();
  });

  it("has the page's own content in place of the picture", async () => {
    const { form, page } = await knockForm(
      html`<daily-knock-form room-url=${ROOM}
        ><p slot="preview" style="inline-size: 10rem">Our office</p></daily-knock-form
      >`,
    );
    size(form, '60rem');
    const own = form.querySelector('p')!.getBoundingClientRect();
    const panel = page.panelBox;
    expect(own.left).to.be.greaterThan(panel.left);
    expect(own.right).to.be.lessThan(page.mainBox.left);
    expect(page.mainBox.right).to.be.lessThan(panel.right);
  });

  it('tells a guest whom the host has removed kindly, and asks for no second attempt', async () => {
    const { call, page } = await guestIn('admitted', daily);
    call.fatal('ejected');
    await page.reaches('failed');
    expect(page.alerts.join()).to.include('Thank you for coming.');
    expect(page.isAlertCalm).to.be.true;
    expect(page.findButton('Try again')).to.be.undefined;
    expect(page.findButton('Knock')).to.exist;
  });
});
