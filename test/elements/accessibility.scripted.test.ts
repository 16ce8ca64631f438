import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { eachTest } from '../support/each-test.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import {
  guestIn,
  knockForm,
  ownerConnecting,
  ownerInCall,
  ownerRoom,
  ROOM,
  videoTile,
  waitingList,
} from '../support/fixtures.js';
import { iconButtons } from '../support/icon-buttons.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { shadowRootsIn } from '../support/translator.js';
import { until } from '../support/until.js';

const WAITING = [
  { id: 'a', name: 'Ana' },
  { id: 'b', name: '' },
];

/** Everything that a visitor can come to see, by how they get there. */
const VIEWS: Record<string, (daily: FakeDaily) => Promise<Element>> = {
  'the knock form': async () => (await knockForm(html`<daily-knock-form></daily-knock-form>`)).form,
  'the knock form with the own picture': async () => {
    const { form, page } = await knockForm(html`<daily-knock-form></daily-knock-form>`);
    await page.press('Try camera and microphone');
    await until(() => page.previewStream, 'the picture');
    return form;
  },
  'the knock form with field errors': async () => {
    const { form, page } = await knockForm(html`<daily-knock-form></daily-knock-form>`);
    await page.knock();
    return form;
  },
  'a guest who is connecting': async (daily) => (await guestIn('connecting', daily)).form,
  'a guest who waits': async (daily) => (await guestIn('waiting', daily)).form,
  'a guest who waits, with a message from the host and a place': async (daily) => {
    const { form, page } = await guestIn(
      'waiting',
      daily,
      html`<daily-knock-form
        room-url=${ROOM}
        user-name="Ana"
        host-message="Five minutes."
        queue-position="2"
        queue-length="3"
      ></daily-knock-form>`,
    );
    await page.shows('Five minutes.');
    return form;
  },
  'a guest whom nobody answers': async (daily) => {
    const { form, page } = await guestIn(
      'waiting',
      daily,
      html`<daily-knock-form answer-timeout="0.01" room-url=${ROOM} user-name="Ana"></daily-knock-form>`,
    );
    await until(() => page.findButton('Keep waiting'), 'the question');
    return form;
  },
  'a guest who was turned away': async (daily) => {
    const { form, page, call } = await guestIn('waiting', daily);
    call.denyByPromise();
    await page.reaches('rejected');
    return form;
  },
  'a guest in the call, with a camera error': async (daily) => {
    const { form, page, call } = await guestIn('admitted', daily);
    call.participantJoins({ id: 'olga', name: 'Olga', owner: true });
    call.cameraError('permissions');
    await page.rendered();
    return form;
  },
  'a guest whose knock failed': async (daily) => {
    const { form, page, call } = await guestIn('waiting', daily);
    call.fatal('exp-room');
    await page.reaches('failed');
    return form;
  },
  "the owner's form": async () => (await ownerRoom(html`<daily-owner-room></daily-owner-room>`)).room,
  "the owner's form with field errors": async () => {
    const { room, page } = await ownerRoom(html`<daily-owner-room></daily-owner-room>`);
    await page.join();
    return room;
  },
  'an owner who is connecting': async (daily) => (await ownerConnecting(daily)).room,
  'an owner in the call, with people waiting': async (daily) => {
    const { room, page } = await ownerInCall(daily, { waiting: WAITING });
    await page.waitingList();
    return room;
  },
  'an owner who writes to those who wait': async (daily) => {
    const { room, page } = await ownerInCall(daily, { waiting: WAITING });
    const channel = new FakeChannel();
    channel.refuseWords(['a']);
    room.channel = channel;
    const list = await page.waitingList();
    await list.sendToAll('Five minutes.');
    await list.saysOfMessage('Not delivered to: Ana. You can send it again.');
    return room;
  },
  'somebody whose token makes no owner': async (daily) => (await ownerInCall(daily, { me: { owner: false } })).room,
  'a waiting list without a call': () => fixture<DailyWaitingList>(html`<daily-waiting-list></daily-waiting-list>`),
  'a waiting list with a busy row and a failed one': async () => {
    const call = ScriptedCall.inRoom({ owner: true }, WAITING);
    const page = await waitingList(call);
    for (const name of page.buttonNames.filter((each) => each.startsWith('Allow guest'))) await page.press(name);
    call.failDecision('a', new Error('network'));
    await page.shows('That did not go through. Please try again.');
    return page.element;
  },
  'a waiting list that asks whether all are meant': async () => {
    const call = ScriptedCall.inRoom({ owner: true }, WAITING);
    const page = await waitingList(call);
    await page.press('Deny all');
    expect(page.question).to.include('?');
    return page.element;
  },
  'the tile of somebody with everything off': () => {
    const call = ScriptedCall.inRoom({ name: 'Olga' });
    return videoTile(call).then(({ element }) => element);
  },
};

describe('for people who use assistive technology', () => {
  const daily = eachTest(() => new FakeDaily());
  eachTest(() => new FakeDevices());

  for (const [view, open] of Object.entries(VIEWS)) {
    it(`axe finds no violation, and icons have tooltips, in ${view}`, async () => {
      const element = await open(daily);
      expect(element.shadowRoot!.childElementCount).to.be.greaterThan(0);
      for (const root of shadowRootsIn(element))
        for (const animation of root.getAnimations())
          if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
      await expect(element).to.be.accessible();
      for (const { name, tooltip } of iconButtons(element)) expect(tooltip, 'the tooltip of an icon').to.equal(name);
    });
  }
});
