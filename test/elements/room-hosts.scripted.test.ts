import '../../src/define.js';
import { expect, html } from '@open-wc/testing';
import { DailyKnockError } from '../../src/core/errors.js';
import { en } from '../../src/i18n/en.js';
import { configure } from '../../src/index.js';
import { ConsoleWarnings } from '../support/console-warnings.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { knockForm, ownerRoom, TOKEN } from '../support/fixtures.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { nextTasks, rejection } from '../support/until.js';

const OURS = 'https://your-team.daily.co/room';
const EVIL = 'https://evil.example/room';
const { 'title: room-host': TITLE, 'hint: room-host': HINT } = en;

describe('rooms of other hosts', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const warnings = eachTest(() => new ConsoleWarnings());

  beforeEach(() => configure({ roomHosts: ['your-team.daily.co'] }));

  const isRefused = (reason: unknown): void => {
    expect(reason).to.be.instanceOf(DailyKnockError);
    const { code, fatal, message } = reason as DailyKnockError;
    expect({ code, fatal }).to.deep.equal({ code: 'invalid-room-url', fatal: false });
    expect(message).to.equal("The room's host, evil.example, is not one of those that this page allows.");
    expect(daily.calls, 'call objects').to.deep.equal([]);
    expect(log.events, 'events').to.deep.equal(['daily-error']);
  };

  /** The ways in which a guest's form gets a link. */
  const GUEST_WAYS: Record<string, () => Promise<unknown>> = {
    'the attribute': async () => {
      const { form } = await knockForm(html`<daily-knock-form room-url=${EVIL} user-name="Ana"></daily-knock-form>`);
      return rejection(form.knock());
    },
    'the property': async () => {
      const { form } = await knockForm(html`<daily-knock-form user-name="Ana"></daily-knock-form>`);
      form.roomUrl = EVIL;
      return rejection(form.knock());
    },
    'the argument': async () => {
      const { form } = await knockForm(html`<daily-knock-form room-url=${OURS} user-name="Ana"></daily-knock-form>`);
      return rejection(form.knock({ roomUrl: EVIL }));
    },
    'a link in a text': async () => {
      const { form } = await knockForm(html`<daily-knock-form user-name="Ana"></daily-knock-form>`);
      return rejection(form.knock({ roomUrl: `Join me at ${EVIL}.` }));
    },
    auto: async () => {
      const template = html`<daily-knock-form auto-knock room-url=${EVIL} user-name="Ana"></daily-knock-form>`;
      const { form } = await knockForm(template);
      await nextTasks();
      return form.error ?? log.details('daily-error')[0]?.error;
    },
  };
  for (const [way, knock] of Object.entries(GUEST_WAYS)) {
    it(`a guest cannot knock: ${way}`, async () => isRefused(await knock()));
  }

  it('a guest who types such a link reads why, beside the field', async () => {
    const { page } = await knockForm(html`<daily-knock-form user-name="Ana"></daily-knock-form>`);
    page.fillLink(EVIL);
    await page.knock();
    expect(page.isMarkedWrong('Room link')).to.be.true;
    expect(page.problemAt('Room link')).to.equal(TITLE + HINT);
    expect(page.focused).to.equal('Room link');
    expect(daily.calls).to.deep.equal([]);

    page.fillLink('nowhere');
    await page.knock();
    expect(page.problemAt('Room link')).to.include(en['title: invalid-room-url']);

    page.fillLink(OURS);
    await page.knock();
    await daily.made();
  });

  it('where the link is the page’s, the visitor reads why', async () => {
    const { page } = await knockForm(html`<daily-knock-form room-url=${EVIL} user-name="Ana"></daily-knock-form>`);
    await page.knock();
    expect(page.alerts).to.deep.equal([`${TITLE} ${HINT}`]);
  });

  it('getToken is not called', async () => {
    const asked: string[] = [];
    const { room, page } = await ownerRoom(html`<daily-owner-room room-url=${EVIL} auto-join></daily-owner-room>`);
    room.getToken = ({ roomUrl }) => {
      asked.push(roomUrl);
      return Promise.resolve(TOKEN);
    };
    await page.rendered();
    await nextTasks();
    isRefused(log.details('daily-error')[0]?.error);
    log.clear();
    isRefused(await rejection(room.join({ userName: 'Olga' })));
    expect(asked, 'for another’s room').to.deep.equal([]);

    room.roomUrl = OURS;
    await daily.made();
    expect(asked, 'for ours').to.deep.equal([OURS]);
  });

  for (const given of ['token', 'typed'] as const) {
    it(`a token goes nowhere: ${given}`, async () => {
      const { room, page } = await ownerRoom(
        html`<daily-owner-room room-url=${EVIL} user-name="Olga"></daily-owner-room>`,
      );
      if (given === 'token') room.token = TOKEN;
      else page.fillToken(TOKEN);
      await page.rendered();
      await page.join();
      expect(room.state).to.equal('idle');
      expect(page.alerts).to.deep.equal([`${TITLE} ${HINT}`]);
      expect(daily.calls).to.deep.equal([]);
    });
  }

  it('a call of the page does not join such a room either', async () => {
    const call = new ScriptedCall();
    const { room } = await ownerRoom(html`<daily-owner-room room-url=${EVIL} user-name="Olga"></daily-owner-room>`);
    room.call = call.asCall;
    room.token = TOKEN;
    isRefused(await rejection(room.join()));
    expect(call.calls('join')).to.deep.equal([]);
  });

  it('the console names invalid hosts, once', async () => {
    configure({ roomHosts: ['https://your-team.daily.co', '*.daily.co', 'your-team.daily.co'] });
    await knockForm();
    await knockForm();
    await nextTasks();
    const hints = warnings.hints.filter((hint) => hint.includes('roomHosts'));
    expect(hints).to.have.length(2);
    expect(hints[0]).to.include('"https://your-team.daily.co"');
    expect(hints[1]).to.include('"*.daily.co"');
  });
});

describe('the host that receives the token', () => {
  before(() => configure({ roomHosts: ['your-team.daily.co', 'xn--your-tem-76g.daily.co', 'localhost:8000'] }));

  it('is shown beside the token field, from the link', async () => {
    const { page } = await ownerRoom(html`<daily-owner-room></daily-owner-room>`);
    const says = async (link: string): Promise<string> => {
      page.fillLink(link);
      await page.rendered();
      return page.problemAt('Owner token');
    };
    expect(await says('')).to.equal('');
    expect(await says('https://your-')).to.equal('');
    expect(await says('your-team.daily.co/room')).to.equal('Goes to your-team.daily.co.');
    expect(await says('http://localhost:8000/room')).to.equal('Goes to localhost:8000.');
    expect(await says('https://your-teаm.daily.co/room'), 'with a Cyrillic а').to.equal(
      'Goes to xn--your-tem-76g.daily.co.',
    );
    expect(await says(EVIL), 'it does not go there').to.equal('');
  });

  it('is shown for the page’s link, before field errors', async () => {
    const { room, page } = await ownerRoom(
      html`<daily-owner-room room-url=${OURS} user-name="Olga"></daily-owner-room>`,
    );
    expect(page.problemAt('Owner token')).to.equal('Goes to your-team.daily.co.');
    await page.join();
    expect(page.problemAt('Owner token')).to.equal(
      `Goes to your-team.daily.co. ${en['title: missing-token']}${en['hint: missing-token']}`,
    );
    room.lang = 'de';
    await page.shows('Geht an your-team.daily.co.');
  });

  it('is not shown without a token field', async () => {
    const { room, page } = await ownerRoom();
    room.getToken = () => Promise.resolve(TOKEN);
    await page.rendered();
    expect(page.text).not.to.include('Goes to');
  });
});
