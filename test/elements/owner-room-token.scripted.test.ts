import '../../src/elements/owner-room/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import { ConsoleWarnings } from '../support/console-warnings.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { ownerInCall, ownerRoom, ROOM, TOKEN } from '../support/fixtures.js';
import { OwnerRoomHarness } from '../support/harness/owner-room-harness.js';
import { nextTasks, rejection } from '../support/until.js';

describe('the token of <daily-owner-room>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const warnings = eachTest(() => new ConsoleWarnings());

  const ours = () => warnings.texts.filter((text) => text.includes('daily-owner-room'));

  /** Everything that a stranger's script in the page could read without asking the element for its `token`. */
  function readable(room: DailyOwnerRoom): string {
    const errors = log.details('daily-error').map(({ error }) => [error.message, error.stack, error.cause]);
    return [
      room.outerHTML,
      room.shadowRoot!.innerHTML,
      ...[...room.shadowRoot!.querySelectorAll('input')].map(({ value }) => value),
      JSON.stringify(log.entries.map(({ name, detail }) => [name, detail])),
      JSON.stringify(errors),
      JSON.stringify([room.error?.message, room.error?.cause]),
      ...warnings.texts,
    ].join('\n');
  }

  it('as an attribute is ignored, with a warning that does not repeat it', async () => {
    const room = await fixture<DailyOwnerRoom>(html`<daily-owner-room token=${TOKEN}></daily-owner-room>`);
    expect(room.token).to.be.undefined;
    expect(new OwnerRoomHarness(room).labels).to.include('Owner token');
    expect(ours()).to.have.length(1);
    expect(ours()[0]).to.include('token').and.not.to.include(TOKEN);
  });

  it('as a property causes no warning, and is nowhere in the page', async () => {
    const { room } = await ownerInCall(daily);
    expect(room.token).to.equal(TOKEN);
    expect(readable(room)).not.to.include(TOKEN);
    expect(ours()).to.deep.equal([]);
  });

  it('that was typed is nowhere in the page after joining', async () => {
    const { room, page } = await ownerRoom();
    page.fillName('Olga');
    page.fillToken(TOKEN);
    expect(page.field('Owner token').type).to.equal('password');
    await page.join();
    const call = await daily.made();
    await call.asked('join');
    expect(readable(room), 'while connecting').not.to.include(TOKEN);
    call.enter('full', { owner: true });
    await page.reaches('joined');
    expect(readable(room), 'in the call').not.to.include(TOKEN);
    await page.press('Leave');
    await page.reaches('idle');
    expect(page.field('Owner token').value).to.equal('');
  });

  it('is in no error when Daily refuses it', async () => {
    const { room, page } = await ownerRoom();
    room.token = TOKEN;
    const joined = room.join();
    const call = await daily.made();
    await call.asked('join');
    call.fatal('not-allowed', 'Meeting token is invalid');
    expect(await rejection(joined)).to.include({ code: 'not-allowed' });
    await page.reaches('failed');
    expect(readable(room)).not.to.include(TOKEN);
  });

  describe('from getToken', () => {
    it('is requested with link and name', async () => {
      const { room } = await ownerRoom();
      const asked: unknown[] = [];
      room.getToken = (request) => {
        asked.push(request);
        return Promise.resolve(TOKEN);
      };
      void room.join();
      const call = await daily.made();
      await call.asked('join');
      expect(asked).to.deep.equal([{ roomUrl: ROOM, userName: 'Olga' }]);
      expect(call.calls('join')[0]![0]).to.include({ token: TOKEN });
      expect(readable(room)).not.to.include(TOKEN);
    });

    it('is requested with each join', async () => {
      const { room, page } = await ownerRoom();
      let count = 0;
      room.getToken = () => Promise.resolve(`token-${(count += 1)}`);
      for (const number of [1, 2]) {
        const joined = room.join();
        const call = await daily.made(number);
        await call.asked('join');
        expect(call.calls('join')[0]![0]).to.include({ token: `token-${number}` });
        call.enter('full', { owner: true });
        await joined;
        await room.leave();
        await page.reaches('idle');
      }
    });

    it('token takes precedence over getToken', async () => {
      const { room } = await ownerRoom();
      room.token = TOKEN;
      room.getToken = () => Promise.reject(new Error('was not to be asked'));
      void room.join();
      const call = await daily.made();
      await call.asked('join');
      expect(call.calls('join')[0]![0]).to.include({ token: TOKEN });
    });

    const failure = new Error('signed out');
    const FAILURES: Record<string, { getToken: () => Promise<string>; cause?: unknown }> = {
      'that rejects': { getToken: () => Promise.reject(failure), cause: failure },
      'that throws': {
        getToken: () => {
          throw failure;
        },
        cause: failure,
      },
      'that gives nothing': { getToken: () => Promise.resolve('') },
    };
    for (const [how, { getToken, cause }] of Object.entries(FAILURES)) {
      it(`${how}: token-failed, and nothing is loaded`, async () => {
        const { room, page } = await ownerRoom();
        room.getToken = getToken;
        const error = await rejection(room.join());
        expect(error).to.include({ code: 'token-failed', fatal: true });
        expect((error as Error).cause).to.equal(cause);
        expect(log.eventsAndStates).to.deep.equal(['idle → connecting', 'connecting → failed', 'daily-error']);
        await page.rendered();
        expect(page.alerts.join()).to.include('Your permission to host could not be fetched');
        expect(daily.calls).to.have.length(0);
      });
    }

    it('that never answers: leave() ends it', async () => {
      const { room } = await ownerRoom();
      room.getToken = () => new Promise(() => {});
      const joined = room.join();
      expect(room.state).to.equal('connecting');
      await room.leave();
      expect(await rejection(joined)).to.include({ code: 'aborted' });
      expect(room.state).to.equal('idle');
    });

    it('that answers after leave() is not used', async () => {
      const { room } = await ownerRoom();
      let answer: (token: string) => void = () => {};
      room.getToken = () => new Promise((resolve) => (answer = resolve));
      const joined = room.join();
      joined.catch(() => {});
      await room.leave();
      answer(TOKEN);
      await nextTasks();
      expect(daily.calls).to.have.length(0);
      expect(room.state).to.equal('idle');
    });
  });

  describe('returned by getToken', () => {
    const joinWith = async (given: unknown): Promise<DailyOwnerRoom> => {
      const { room } = await ownerRoom();
      room.getToken = () => Promise.resolve(given as string);
      return room;
    };

    for (const [kind, given] of [
      ['an object', { token: TOKEN }],
      ['JSON', `{ "token": "${TOKEN}" }`],
      ['a list in JSON', JSON.stringify([TOKEN])],
      ['a page', `\n<!doctype html><title>${TOKEN}</title>`],
      ['the name of a value', 'undefined'],
      ['no text', ' \n '],
      ['nothing', undefined],
      ['a number', 7],
      ['a message', 'Not logged in'],
      ['a message in other letters, with a number', 'Ошибка 404'],
      ['an error', 'Error: no'],
      ['a header', `Bearer ${TOKEN}`],
      ['invisible text', '\u200b'],
    ] as const) {
      it(`is not ${kind}: token-failed, with a hint that does not repeat it`, async () => {
        const room = await joinWith(given);
        const error = await rejection(room.join());
        expect(error).to.include({ code: 'token-failed', fatal: true });
        expect(log.errorCodes).to.deep.equal(['token-failed']);
        expect(daily.calls, 'nothing is loaded').to.deep.equal([]);
        await nextTasks();
        expect(readable(room)).not.to.include(TOKEN);
      });
    }

    for (const [around, given] of [
      ['white space', `\n ${TOKEN} \n`],
      ['quotes', JSON.stringify(TOKEN)],
      ['the rest of a link', `https://example.daily.co/consulting?t=${TOKEN}#top`],
    ] as const)
      it(`may have ${around} around it`, async () => {
        const room = await joinWith(given);
        room.join().catch(() => {});
        const call = await daily.made();
        await call.asked('join');
        expect(call.calls('join')[0]![0]).to.include({ token: TOKEN });
      });
  });
});
