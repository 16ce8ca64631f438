import '../../src/define.js';
import { expect, html } from '@open-wc/testing';
import { en } from '../../src/i18n/en.js';
import { eachTest } from '../support/each-test.js';
import { FakeBrowser } from '../support/fake-browser.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, knockForm, ownerInCall, ownerRoom, ROOM } from '../support/fixtures.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { nextTasks, rejection } from '../support/until.js';

/** What both sides show before anything is begun. */
const FORMS = { 'a guest': knockForm, 'an owner': ownerRoom } as const;

describe('notices', () => {
  const daily = eachTest(() => new FakeDaily());
  const browser = eachTest(() => new FakeBrowser());

  for (const [who, open] of Object.entries(FORMS)) {
    describe(`for ${who} before anything is started`, () => {
      it('no notice without a problem', async () => {
        const { page } = await open();
        page.field('Your name').focus();
        await nextTasks();
        expect(page.notices).to.deep.equal([]);
      });

      it('at once, where the browser has no WebRTC', async () => {
        browser.hideWebRtc();
        const { page } = await open();
        await page.shows(en['notice: no-webrtc']);
        expect(page.notices).to.deep.equal([`${en['notice: no-webrtc']} ${en['todo: no-webrtc']}`]);
        expect(page.alerts).to.deep.equal([]);
      });

      it('at once, where the page is not secure', async () => {
        browser.beInsecure();
        const { page } = await open();
        await page.shows(en['notice: not-secure']);
        expect(page.notices).to.deep.equal([`${en['notice: not-secure']} ${en['todo: not-secure']}`]);
      });

      it('at once, where the page has no origin', async () => {
        browser.hideOrigin();
        const { page } = await open();
        await page.shows(en['notice: opaque-origin']);
        expect(page.notices).to.deep.equal([`${en['notice: opaque-origin']} ${en['todo: opaque-origin']}`]);
        expect(page.alerts).to.deep.equal([]);
      });

      it('on intent, where daily-js does not support the browser', async () => {
        daily.supported = false;
        const { page } = await open();
        page.field('Your name').focus();
        await page.shows(en['notice: no-webrtc']);
      });

      it('on intent, where a policy forbids camera and microphone', async () => {
        browser.forbid('camera', 'microphone');
        const { page } = await open();
        page.field('Your name').focus();
        await page.shows(en['notice: devices-forbidden']);
      });

      it('no notice if one of the two devices is allowed', async () => {
        browser.forbid('camera');
        const { page } = await open();
        page.field('Your name').focus();
        await nextTasks();
        expect(page.notices).to.deep.equal([]);
      });

      it('only the most severe notice', async () => {
        browser.hideWebRtc();
        browser.beInsecure();
        browser.forbid('camera', 'microphone');
        const { page } = await open();
        page.field('Your name').focus();
        await page.shows(en['notice: no-webrtc']);
        await nextTasks();
        expect(page.notices).to.have.length(1);
      });
    });
  }

  it('replaces the usual advice where the call fails', async () => {
    daily.supported = false;
    daily.failure = new Error('WebRTC not supported or suppressed');
    const { form, page } = await knockForm();
    await form.knock().catch(() => {});
    await page.shows(en['notice: no-webrtc']);
    expect(form.error?.code).to.equal('load-failed');
    expect(page.alerts).to.deep.equal([`${en['title: load-failed']} ${en['todo: no-webrtc']}`]);
  });

  describe('in a page without an origin', () => {
    beforeEach(() => browser.hideOrigin());

    it('a knock fails at once, and nothing is loaded', async () => {
      const { form, page } = await knockForm();
      expect(await rejection(form.knock())).to.include({ code: 'load-failed', fatal: true });
      expect(form.state).to.equal('failed');
      await page.shows(en['notice: opaque-origin']);
      expect(page.alerts).to.deep.equal([`${en['title: load-failed']} ${en['todo: opaque-origin']}`]);
      expect(daily.calls).to.have.length(0);
    });

    it('so does auto-knock', async () => {
      const { page } = await knockForm(
        html`<daily-knock-form auto-knock room-url=${ROOM} user-name="Ana"></daily-knock-form>`,
      );
      await page.reaches('failed');
    });

    it('so does joining, before a token is requested', async () => {
      const { room } = await ownerRoom();
      let asked = 0;
      room.getToken = () => {
        asked += 1;
        return new Promise(() => {});
      };
      expect(await rejection(room.join())).to.include({ code: 'load-failed', fatal: true });
      expect(room.state).to.equal('failed');
      expect(asked).to.equal(0);
    });

    it("a call of the page's own continues", async () => {
      const { room, page } = await ownerRoom();
      room.call = ScriptedCall.inRoom({ owner: true }).asCall;
      await page.reaches('joined');
    });
  });

  it('replaces the usual advice where the camera is blocked', async () => {
    browser.forbid('camera', 'microphone');
    const { form, page, call } = await guestIn('admitted', daily);
    call.cameraError('permissions');
    await page.rendered();
    expect(form.error?.code).to.equal('camera-permissions');
    expect(page.alerts).to.deep.equal([`${en['title: camera-permissions']} ${en['todo: devices-forbidden']}`]);
    expect(page.notices).to.deep.equal([]);
  });

  it('is not shown for a camera that was denied otherwise', async () => {
    const { page, call } = await guestIn('admitted', daily);
    call.cameraError('permissions');
    await page.rendered();
    expect(page.alerts).to.deep.equal([`${en['title: camera-permissions']} ${en['hint: camera-permissions']}`]);
  });

  describe('about a room', () => {
    const ROOMS = {
      'not-private': { privacy: 'public', enable_knocking: true },
      'knocking-off': { enable_knocking: false },
    } as const;

    for (const [code, config] of Object.entries(ROOMS) as [keyof typeof ROOMS, Record<string, unknown>][]) {
      it(`is shown to its owner in the call: ${code}`, async () => {
        daily.roomConfig = config;
        const { room, page } = await ownerInCall(daily);
        await page.shows(en[`notice: ${code}`]);
        expect(page.notices).to.deep.equal([`${en[`notice: ${code}`]} ${en[`todo: ${code}`]}`]);
        expect(room.error).to.be.undefined;
        await room.leave();
        await page.rendered();
        await nextTasks();
        expect(page.notices).to.deep.equal([]);
      });

      it(`is not shown to a person who cannot answer knocks: ${code}`, async () => {
        daily.roomConfig = config;
        const { page } = await ownerInCall(daily, { me: { owner: false } });
        await nextTasks();
        expect(page.notices).to.deep.equal([]);
      });

      it(`is not shown to a guest: ${code}`, async () => {
        daily.roomConfig = config;
        const { page } = await guestIn('admitted', daily);
        await nextTasks();
        expect(page.notices).to.deep.equal([]);
      });
    }

    for (const [what, config] of [
      ['takes knocks', { enable_knocking: true }],
      ['says nothing of knocking', {}],
      ['says nothing at all', undefined],
    ] as const) {
      it(`that ${what} has no notice`, async () => {
        daily.roomConfig = config;
        const { page } = await ownerInCall(daily);
        await nextTasks();
        expect(page.notices).to.deep.equal([]);
      });
    }

    it('has no notice with a call without room()', async () => {
      const call = ScriptedCall.inRoom({ owner: true });
      Object.defineProperty(call, 'room', { value: undefined });
      const { room, page } = await ownerRoom();
      room.call = call.asCall;
      await page.reaches('joined');
      await nextTasks();
      expect(page.notices).to.deep.equal([]);
    });
  });
});
