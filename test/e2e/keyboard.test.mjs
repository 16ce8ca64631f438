// The whole knock with the keyboard only, on both sides: Tab reaches every button and field from where the focus is.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, byRole, open } from './browsers.mjs';
import { Stage } from './room.mjs';

/** More tab stops than any of the pages has. */
const MANY = 30;

for (const browserName of browserNames) {
  describe(`the keyboard alone, in ${browserName}`, () => {
    /** @type {Stage} */
    let stage;
    before(async () => {
      stage = await Stage.open(browserName);
      await stage.makeRoom();
    });
    after(() => stage.close());

    it('is enough to join, admit, reject, knock and leave', async () => {
      const olga = await atKeyboard(stage, 'owner');
      await olga.fills('Your name', 'Olga');
      await olga.fills('Room link', stage.room.url);
      await olga.fills('Owner token', await stage.token());
      await olga.presses('Enter');
      await olga.isLedTo('People in the call');

      const ana = await atKeyboard(stage, 'guest');
      await ana.fills('Your name', 'Ana');
      await ana.fills('Room link', stage.room.url);
      await ana.goesTo('Knock');
      await ana.presses('Enter');
      await ana.isLedTo('Waiting to be let in');
      const ben = await atKeyboard(stage, 'guest');
      await ben.fills('Your name', 'Ben');
      await ben.fills('Room link', stage.room.url);
      await ben.presses('Enter');
      await ben.isLedTo('Waiting to be let in');

      await olga.goesTo('Deny guest Ben');
      await olga.presses(' ');
      await olga.isLedTo('Ana');
      await olga.presses(' ');
      await olga.presses('Enter');
      await ben.isLedTo('You were not let in this time');
      await olga.goesTo('Deny guest Ana');
      await olga.goesTo('Allow guest Ana', 'Shift+Tab');
      await olga.presses('Enter');
      await olga.isLedTo('Waiting room');
      await ana.isLedTo('People in the call');

      await ana.goesTo('Microphone');
      await ana.presses(' ');
      await ana.isSwitchedOff();
      await ana.goesTo('Leave');
      await ana.presses('Enter');
      await ana.isLedTo('You’re no longer in the call');
      await ben.goesTo('Knock again');
      await ben.presses('Enter');
      await ben.isLedTo('Waiting to be let in');
      await ben.goesTo('Cancel');
      await ben.presses(' ');
      await ben.isLedTo('Knock to come in');
      await olga.goesTo('Leave', 'Shift+Tab');
      await olga.presses('Enter');
      await olga.isLedTo('You’re no longer in the call');
    });
  });
}

/** Somebody in a tab of their own, without a mouse. */
async function atKeyboard(stage, side) {
  const { page } = await open(stage.browser, `${stage.url}/${side}`);
  await page.waitForFunction(() => document.querySelector('daily-owner-room, daily-knock-form')?.matches(':defined'));
  const person = {
    /** What has the focus: the name of the innermost element. */
    focus: () => page.evaluate(nameOfFocus),
    /** Waits until what has the focus is no longer pressed. */
    isSwitchedOff: () =>
      page.waitForFunction(() => document.activeElement.shadowRoot.activeElement.ariaPressed === 'false'),
    async presses(key) {
      // Of several windows only the one in front has the focus.
      await page.bringToFront();
      const [last, ...held] = key.split('+').reverse();
      for (const each of held) await page.keyboard.down(each);
      await page.keyboard.press(last);
      for (const each of held) await page.keyboard.up(each);
    },
    async goesTo(name, key = 'Tab') {
      await page.waitForSelector(['button', 'textbox'].map((role) => byRole(role, name)).join());
      const passed = [];
      for (let stop = 0; stop < MANY; stop += 1) {
        const now = await person.focus();
        if (now === name) return;
        passed.push(now);
        await person.presses(key);
      }
      assert.fail(`${name} is not come to by ${key}, only: ${passed.join(', ')}`);
    },
    async fills(name, text) {
      await person.goesTo(name);
      await page.keyboard.type(text);
    },
    /** Waits for the focus to be somewhere without a key. */
    async isLedTo(name) {
      await page
        .waitForFunction(`(${nameOfFocus})() === ${JSON.stringify(name)}`, { polling: 50 })
        .catch(async (error) => {
          throw new Error(`${name} has no focus, but ${await person.focus()}`, { cause: error });
        });
    },
  };
  return person;
}

/** Runs in the page. */
function nameOfFocus() {
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  const slots = [...(focus?.querySelectorAll('slot') ?? [])].flatMap((slot) => slot.assignedNodes());
  const text = focus?.ariaLabel ?? focus?.labels?.[0]?.textContent ?? focus?.textContent ?? '';
  return [text, ...(focus?.ariaLabel ? [] : slots.map(({ textContent }) => textContent))]
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
