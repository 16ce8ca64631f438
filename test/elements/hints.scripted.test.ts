import '../../src/define.js';
import { expect, html } from '@open-wc/testing';
import { configure } from '../../src/core/room-hosts.js';
import { en } from '../../src/i18n/en.js';
import { ConsoleWarnings } from '../support/console-warnings.js';
import { eachTest } from '../support/each-test.js';
import { FakeBrowser } from '../support/fake-browser.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, knockForm, ownerInCall, ownerRoom, passPreAuth, ROOM, TOKEN } from '../support/fixtures.js';
import { nextTasks } from '../support/until.js';

// Each cause is told once in a page, and this file is one: no two tests here bring about the same.
describe('hints in the console for developers', () => {
  const daily = eachTest(() => new FakeDaily());
  const browser = eachTest(() => new FakeBrowser());
  const warnings = eachTest(() => new ConsoleWarnings());

  /** Brings about a cause in each of two elements. */
  const CAUSES: Record<string, [says: string, happen: () => Promise<unknown>]> = {
    'a token that is no admin’s': ['"is_owner": true', () => ownerInCall(daily, { me: { owner: false } })],
    'a token that is none': [
      'received a page',
      async () => {
        const { room } = await ownerRoom();
        room.getToken = () => Promise.resolve('<!doctype html>');
        await room.join().catch(() => {});
      },
    ],
    'a room that nobody can knock at': [
      'Nobody can knock at this room.',
      async () => {
        const { call, page } = await guestIn('connecting', daily);
        await passPreAuth(call, 'none');
        await page.reaches('failed');
      },
    ],
    'a room that a guest walks into': [
      'without knocking',
      async () => {
        const { call, page } = await guestIn('connecting', daily);
        await passPreAuth(call, 'full');
        await call.asked('join');
        call.enter('full', { name: 'Ana' });
        await page.reaches('admitted');
      },
    ],
    'a link of the page’s that is none': [
      'room-url',
      async () => {
        const { form } = await knockForm(
          html`<daily-knock-form room-url=${`nowhere?t=${TOKEN}`} user-name="Ana"></daily-knock-form>`,
        );
        await form.knock().catch(() => {});
      },
    ],
    'a link of the page’s to a host that it does not allow': [
      'roomHosts',
      async () => {
        configure({ roomHosts: ['example.daily.co'] });
        const template = html`<daily-knock-form
          room-url="https://evil.example/room"
          user-name="Ana"
        ></daily-knock-form>`;
        const { form } = await knockForm(template);
        await form.knock().catch(() => {});
      },
    ],
    'a link for guests that they cannot open': [
      '"guest-link"',
      () =>
        ownerInCall(daily, {
          template: html`<daily-owner-room
            room-url=${ROOM}
            user-name="Olga"
            guest-link=${`https://olga:${TOKEN}@example.com/`}
          ></daily-owner-room>`,
        }),
    ],
    'a camera that is in use': [
      'uses the camera or microphone',
      async () => {
        const { call, page } = await guestIn('admitted', daily);
        call.cameraError('cam-in-use');
        await page.rendered();
      },
    ],
    'a browser without WebRTC': [
      'no WebRTC that daily-js supports',
      async () => {
        browser.hideWebRtc();
        await knockForm();
      },
    ],
    'a page that is not secure': [
      'not in a secure context',
      async () => {
        browser.beInsecure();
        await knockForm();
      },
    ],
    'a policy that forbids camera and microphone': [
      'allow="camera; microphone; autoplay"',
      async () => {
        browser.forbid('camera', 'microphone');
        const { page } = await knockForm();
        page.field('Your name').focus();
      },
    ],
  };

  for (const [what, [says, happen]] of Object.entries(CAUSES)) {
    it(`has one hint at ${what}, however often it happens`, async () => {
      for (let time = 0; time < 2; time += 1) {
        await happen();
        await nextTasks();
      }
      expect(warnings.hints).to.have.length(1);
      expect(warnings.hints[0]).to.include(says).and.not.include(TOKEN);
    });
  }

  it('has no hint about a typed link', async () => {
    const { page } = await knockForm(html`<daily-knock-form user-name="Ana"></daily-knock-form>`);
    for (const [link, title] of [
      ['nowhere', en['title: invalid-room-url']],
      ['https://evil.example/other', en['title: room-host']],
    ] as const) {
      page.fillLink(link);
      await page.knock();
      await nextTasks();
      expect(page.problemAt('Room link')).to.include(title);
    }
    expect(warnings.hints).to.deep.equal([]);
  });

  it('has no hint without a problem', async () => {
    await guestIn('admitted', daily);
    await ownerInCall(daily);
    await nextTasks();
    expect(warnings.hints).to.deep.equal([]);
  });
});
