import '../../src/elements/knock-form/define.js';
import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeNotifications } from '../support/fake-notifications.js';
import { FakeSound } from '../support/fake-sound.js';
import { FakeVisibility } from '../support/fake-visibility.js';
import { guestIn, passPreAuth, ROOM } from '../support/fixtures.js';
import type { ScriptedCall } from '../support/scripted-call.js';
import { removeForGood } from '../support/timers.js';
import { nextTasks, until } from '../support/until.js';

const withAlerts = (alerts: string) =>
  html`<daily-knock-form alerts=${alerts} room-url=${ROOM} user-name="Ana"></daily-knock-form>`;

const ANSWERS = {
  'let in': { answer: (call: ScriptedCall) => call.grantByEvent(), state: 'admitted', says: 'You have been let in' },
  'turned away': {
    answer: (call: ScriptedCall) => call.denyByPromise(),
    state: 'rejected',
    says: 'You were not let in this time',
  },
} as const;

describe('the alerts of <daily-knock-form>', () => {
  afterEach(() => removeForGood(fixtureCleanup));

  const daily = eachTest(() => new FakeDaily());
  const sound = eachTest(() => new FakeSound());
  const notifications = eachTest(() => new FakeNotifications());
  const visibility = eachTest(() => new FakeVisibility(false));
  let title: string;

  // Fetched by the element itself, but a test that hears nothing must know that it is not just late.
  before(() => import('../../src/call/alerts/answer-alerts.js'));

  beforeEach(() => {
    title = document.title;
    document.title = 'Consulting';
  });

  afterEach(() => {
    document.title = title;
  });

  const waiting = async (alerts?: string) => {
    const guest = await guestIn('waiting', daily, alerts === undefined ? undefined : withAlerts(alerts));
    await nextTasks();
    return guest;
  };

  for (const [what, { answer, state, says }] of Object.entries(ANSWERS)) {
    describe(`to a guest who was ${what}`, () => {
      it('are the title and a sound, by default', async () => {
        const { call, page } = await waiting();
        expect(document.title).to.equal('Consulting');
        expect(sound.notes).to.equal(0);
        answer(call);
        await page.reaches(state);
        expect(document.title).to.equal(`${says} · Consulting`);
        expect(sound.notes).to.be.greaterThan(0);
        expect(notifications.open).to.deep.equal([]);
      });

      it('restore the title when the guest looks', async () => {
        const { call, page } = await waiting();
        answer(call);
        await page.reaches(state);
        expect(document.title).not.to.equal('Consulting');
        visibility.returnToPage();
        expect(document.title).to.equal('Consulting');
      });

      it('keep a title that the page has changed meanwhile', async () => {
        const { call, page } = await waiting();
        answer(call);
        await page.reaches(state);
        document.title = 'Notes';
        visibility.returnToPage();
        expect(document.title).to.equal('Notes');
      });

      it('are removed from a title that Chrome has translated', async () => {
        const { call, page } = await waiting();
        answer(call);
        await page.reaches(state);
        document.title = 'Neues · Beratung';
        document.documentElement.classList.add('translated-ltr');
        visibility.returnToPage();
        document.documentElement.classList.remove('translated-ltr');
        expect(document.title).to.equal('Consulting');
      });

      it('are a sound only for a guest who looks at the page', async () => {
        visibility.returnToPage();
        const { call, page } = await waiting('sound title notification');
        answer(call);
        await page.reaches(state);
        expect(document.title).to.equal('Consulting');
        expect(notifications.open).to.deep.equal([]);
        expect(sound.notes).to.be.greaterThan(0);
      });

      it('are a sound only for a guest who looks at the window that the form is in', async () => {
        const { form, call, page } = await waiting('sound title notification');
        const iframe = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
        visibility.focused = iframe.contentDocument!;
        iframe.contentDocument!.body.append(form);
        answer(call);
        await page.reaches(state);
        expect(document.title).to.equal('Consulting');
        expect(notifications.open).to.deep.equal([]);
        expect(sound.notes).to.be.greaterThan(0);
        form.remove();
      });

      it('are a notification if the page wants it, with a click back to the page', async () => {
        const { call, page } = await waiting('notification');
        answer(call);
        await page.reaches(state);
        expect(notifications.open.map((each) => each.title)).to.deep.equal([says]);
        expect(document.title).to.equal('Consulting');
        expect(sound.notes).to.equal(0);
        notifications.click();
        expect(notifications.broughtToFront).to.be.true;
        expect(notifications.open).to.deep.equal([]);
      });

      it('end with the notification once the guest looks', async () => {
        const { call, page } = await waiting('notification');
        answer(call);
        await page.reaches(state);
        visibility.returnToPage();
        expect(notifications.open).to.deep.equal([]);
      });

      it('end with the element', async () => {
        const { form, call, page } = await waiting('sound title notification');
        answer(call);
        await page.reaches(state);
        expect(sound.open).to.equal(1);
        await removeForGood(() => form.remove());
        expect(document.title).to.equal('Consulting');
        expect(notifications.open).to.deep.equal([]);
        expect(sound.open).to.equal(0);
      });

      it('are none with alerts="none"', async () => {
        const { call, page } = await waiting('none');
        answer(call);
        await page.reaches(state);
        await nextTasks();
        expect([
          document.title,
          sound.open,
          sound.notes,
          notifications.open.length,
          notifications.requests,
        ]).to.deep.equal(['Consulting', 0, 0, 0, 0]);
      });
    });
  }

  describe('to a message from the host', () => {
    const LATE = 'I am running five minutes late.';
    const SAYS = 'Message from the host';

    /** A guest who waits, listens to a channel, and looks elsewhere. */
    const listening = async (alerts = 'sound title notification') => {
      const channel = new FakeChannel();
      const template = html`<daily-knock-form
        alerts=${alerts}
        room-url=${ROOM}
        user-name="Ana"
        .channel=${channel}
      ></daily-knock-form>`;
      const guest = await guestIn('waiting', daily, template);
      await until(() => channel.listeners.length === 1, 'the guest to listen');
      await guest.page.rendered();
      return { ...guest, channel };
    };

    it('are title, sound and notification until the guest returns', async () => {
      const { channel } = await listening();
      channel.deliver({ to: 'all', text: LATE });
      await until(() => document.title === `${SAYS} · Consulting`, 'the title');
      expect(sound.notes).to.equal(1);
      expect(notifications.open.map(({ title, body }) => [title, body])).to.deep.equal([[SAYS, LATE]]);
      visibility.returnToPage();
      expect([document.title, notifications.open.length]).to.deep.equal(['Consulting', 0]);
    });

    it('come again with the same message', async () => {
      const { channel } = await listening();
      channel.deliver({ to: 'all', text: LATE });
      await until(() => sound.notes === 1, 'the sound');
      channel.deliver({ to: 'all', text: LATE });
      await until(() => sound.notes === 2, 'the sound');
      expect(notifications.open).to.have.length(1);
    });

    it('come if the page itself sets it during the wait', async () => {
      const { form, page } = await waiting('sound title notification');
      form.hostMessage = LATE;
      await until(() => sound.notes === 1, 'the sound');
      expect(document.title).to.equal(`${SAYS} · Consulting`);
      form.hostMessage = ' ';
      await page.rendered();
      expect(sound.notes).to.equal(1);
    });

    it('are replaced by those to the answer', async () => {
      const { call, channel, page } = await listening();
      channel.deliver({ to: 'all', text: LATE });
      await until(() => document.title === `${SAYS} · Consulting`, 'the title');
      call.grantByEvent();
      await page.reaches('admitted');
      expect(document.title).to.equal('You have been let in · Consulting');
      expect(notifications.open.map(({ title, body }) => [title, body])).to.deep.equal([
        ['You have been let in', 'Consulting'],
      ]);
    });

    it('are none for a place, for a guest who looks at the page, and with alerts="none"', async () => {
      const { channel, page } = await listening();
      channel.deliver({ to: 'all', position: 2, length: 2 });
      await page.rendered();
      const other = await listening('none');
      other.channel.deliver({ to: 'all', text: LATE });
      await other.page.shows(LATE);
      visibility.returnToPage();
      channel.deliver({ to: 'all', text: LATE });
      await page.shows(LATE);
      expect([document.title, sound.notes, notifications.open.length]).to.deep.equal(['Consulting', 0, 0]);
    });

    it('are none for what the page has set before, nor after the wait', async () => {
      const template = html`<daily-knock-form
        room-url=${ROOM}
        user-name="Ana"
        host-message="Today we are late."
      ></daily-knock-form>`;
      const { form, page } = await guestIn('waiting', daily, template);
      await page.shows('Today we are late.');
      form.cancel();
      await page.reaches('idle');
      form.hostMessage = LATE;
      await page.rendered();
      expect([document.title, sound.notes]).to.deep.equal(['Consulting', 0]);
    });
  });

  it('end when the guest leaves the call', async () => {
    const { form, call, page } = await waiting();
    call.grantByEvent();
    await page.reaches('admitted');
    expect(document.title).to.equal('You have been let in · Consulting');
    await form.leave();
    expect(document.title).to.equal('Consulting');
  });

  it('end when the guest knocks again', async () => {
    const { call, page } = await waiting();
    call.denyByPromise();
    await page.reaches('rejected');
    expect(document.title).to.equal('You were not let in this time · Consulting');
    await page.press('Knock again');
    expect(document.title).to.equal('Consulting');
  });

  it('are none for a guest who needed no knock, cancelled, or got an error', async () => {
    const direct = await guestIn('connecting', daily);
    await passPreAuth(direct.call, 'full');
    await direct.call.asked('join');
    direct.call.enter('full', { name: 'Ana' });
    await direct.page.reaches('admitted');
    await nextTasks();
    direct.form.remove();
    const other = await waiting();
    await other.page.press('Cancel');
    const failing = await waiting();
    failing.call.fatal('exp-room');
    await failing.page.reaches('failed');
    await nextTasks();
    expect(document.title).to.equal('Consulting');
    expect(sound.notes).to.equal(0);
  });

  it('ask for permission when the guest knocks, and only if the page wants it', async () => {
    notifications.permission = 'default';
    await waiting('sound title');
    expect(notifications.requests).to.equal(0);
    await waiting('notification');
    expect(notifications.requests).to.equal(1);
  });

  it('are none if the page sets nothing', async () => {
    const { call, page } = await guestIn(
      'waiting',
      daily,
      html`<daily-knock-form .alerts=${undefined} room-url=${ROOM} user-name="Ana"></daily-knock-form>`,
    );
    call.grantByEvent();
    await page.reaches('admitted');
    expect([document.title, sound.open]).to.deep.equal(['Consulting', 0]);
  });

  it('are separate for two guests in one page', async () => {
    const one = await waiting();
    const two = await waiting();
    one.call.grantByEvent();
    two.call.denyByPromise();
    await until(() => document.title.startsWith('You have been let in · You were not let in'), 'both in the title');
    await removeForGood(() => one.form.remove());
    expect(document.title).to.equal('You were not let in this time · Consulting');
  });
});
