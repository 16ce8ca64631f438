import '../../src/elements/owner-room/define.js';
import { expect, html } from '@open-wc/testing';
import { DELIVERY_TIMEOUT_MS } from '../../src/core/call-store.js';
import { DailyKnockError } from '../../src/core/errors.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeDaily } from '../support/fake-daily.js';
import { type Owner, ownerInCall, ownerRoom, ROOM, waitingList } from '../support/fixtures.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA, BEA } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { Timers } from '../support/timers.js';
import { listRead, nextTasks, rejection, until } from '../support/until.js';

const LATE = 'I am running five minutes late.';

/** Presses Escape in the box. */
function escape(list: WaitingListHarness): void {
  const input = list.allElements.find((each) => each.matches('input'))!;
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
}

describe('an owner with a channel', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  async function inCall(waiting = [ANA, BEA]): Promise<Owner & { channel: FakeChannel; list: WaitingListHarness }> {
    const channel = new FakeChannel();
    const template = html`<daily-owner-room room-url=${ROOM} user-name="Olga" .channel=${channel}></daily-owner-room>`;
    const owner = await ownerInCall(daily, { waiting, template });
    const list = await owner.page.waitingList();
    return { ...owner, channel, list };
  }

  /** An owner with the open box. */
  async function writing(
    to = 'Write to all',
    waiting = [ANA, BEA],
  ): Promise<Owner & { channel: FakeChannel; list: WaitingListHarness }> {
    const owner = await inCall(waiting);
    await until(() => owner.list.findButton(to), `the button "${to}"`);
    await owner.list.press(to);
    return owner;
  }

  describe('the box', () => {
    it('writes to all, says that it was delivered, and is ready for the next message', async () => {
      const { channel, list } = await writing();
      expect([list.messageLabel, list.focused]).to.deep.equal(['Write to all', 'Write to all']);
      list.typeMessage(LATE);
      await list.press('Send');
      await list.saysOfMessage('Delivered.');
      expect(channel.words).to.deep.equal([{ to: ['a', 'b'], text: LATE }]);
      expect(list.message).to.equal('');
      expect(list.focused).to.equal('Write to all');
      expect(log.events).not.to.include('daily-error');
    });

    it('sends with Enter', async () => {
      const { channel, list } = await writing();
      list.typeMessage(LATE);
      await list.enterMessage();
      await list.saysOfMessage('Delivered.');
      expect(channel.words).to.have.length(1);
    });

    it('writes to one person, from their row', async () => {
      const { channel, list } = await writing('Write to guest Bea');
      expect([list.messageLabel, list.focused]).to.deep.equal(['Write to guest Bea', 'Write to guest Bea']);
      list.typeMessage(LATE);
      await list.press('Send');
      await list.saysOfMessage('Delivered.');
      expect(channel.words).to.deep.equal([{ to: ['b'], text: LATE }]);
    });

    it('fills in a ready phrase, which is sent with the next press', async () => {
      const { channel, list } = await writing();
      await list.press(LATE);
      expect([list.message, list.focused]).to.deep.equal([LATE, 'Write to all']);
      expect(channel.words).to.deep.equal([]);
      await list.enterMessage();
      expect(channel.words).to.deep.equal([{ to: ['a', 'b'], text: LATE }]);
    });

    it('keeps what is typed before a ready phrase, and replaces another phrase', async () => {
      const { list } = await writing();
      await list.press('I will be with you in a moment.');
      await list.press(LATE);
      expect(list.message).to.equal(LATE);
      list.typeMessage('Dear all,');
      await list.press(LATE);
      await list.press(LATE);
      expect(list.message).to.equal(`Dear all, ${LATE}`);
      list.typeMessage('x'.repeat(290));
      await list.press(LATE);
      expect(list.message, 'no room for it').to.equal('x'.repeat(290));
    });

    it('says that a message was not delivered, keeps the text, and sends it again', async () => {
      const { channel, list } = await writing();
      channel.refuseWords();
      list.typeMessage(LATE);
      await list.press('Send');
      await list.saysOfMessage('This message was not delivered You can send it again.');
      expect([list.message, list.focused]).to.deep.equal([LATE, 'Write to all']);
      expect(log.errorCodes).to.deep.equal(['not-delivered']);
      channel.deliverWords();
      await list.press('Send');
      await list.saysOfMessage('Delivered.');
      expect(channel.words.map(({ to }) => to)).to.deep.equal([
        ['a', 'b'],
        ['a', 'b'],
      ]);
    });

    it('names those whom a message has not reached, and sends it to them again and to nobody else', async () => {
      const { channel, list } = await writing();
      channel.refuseWords(['b']);
      list.typeMessage(LATE);
      await list.press('Send');
      await list.saysOfMessage('Not delivered to: Bea. You can send it again.');
      channel.deliverWords();
      await list.press('Send');
      await list.saysOfMessage('Delivered.');
      expect(channel.words.map(({ to }) => to)).to.deep.equal([['a', 'b'], ['b']]);
      list.typeMessage('Come in.');
      await list.press('Send');
      expect(channel.words.at(-1)).to.deep.equal({ to: ['a', 'b'], text: 'Come in.' });
    });

    it('sends one message for two presses', async () => {
      const { channel, list } = await writing();
      channel.onSend = () => new Promise(() => {});
      list.typeMessage(LATE);
      await list.press('Send');
      await list.saysOfMessage('Sending…');
      await list.press('Send');
      await list.enterMessage();
      expect(channel.words).to.have.length(1);
    });

    it('sends no empty message', async () => {
      const { channel, list } = await writing();
      for (const nothing of ['', '   ', '\u200b\u2060']) {
        list.typeMessage(nothing);
        await list.press('Send');
      }
      expect(channel.words).to.deep.equal([]);
      expect(list.focused).to.equal('Write to all');
    });

    it('gives up after 15 seconds without an answer', async () => {
      const { channel, list } = await writing();
      channel.onSend = () => new Promise(() => {});
      const timers = new Timers();
      list.typeMessage(LATE);
      list.button('Send').click();
      await until(() => timers.fire(DELIVERY_TIMEOUT_MS), 'the timer');
      timers.restore();
      await list.saysOfMessage('This message was not delivered You can send it again.');
    });

    it('does not send to all what was meant for one who has left', async () => {
      const { channel, call, list } = await writing('Write to guest Bea');
      expect(list.missingLiveRegions).to.deep.equal([]);
      list.typeMessage('Dear Bea.');
      call.unlist('b');
      await list.saysOfMessage('No longer waiting');
      expect(list.button('Send').getAttribute('aria-disabled')).to.equal('true');
      await list.press('Send');
      await list.enterMessage();
      expect(channel.words).to.deep.equal([]);
      expect([list.messageLabel, list.message, list.delivery]).to.deep.equal([
        'Write to guest Bea',
        'Dear Bea.',
        'No longer waiting',
      ]);
      call.knockFrom(BEA);
      await until(() => list.delivery === '', 'no more of that');
      await list.press('Send');
      await list.saysOfMessage('Delivered.');
    });

    it('says so too of a message that could not be delivered to one who has left', async () => {
      const { channel, call, list } = await writing('Write to guest Bea');
      channel.refuseWords();
      list.typeMessage('Dear Bea.');
      await list.press('Send');
      await list.saysOfMessage('This message was not delivered You can send it again.');
      call.unlist('b');
      await list.saysOfMessage('No longer waiting');
    });

    it('says so of those who have left before a message to all was sent to them again', async () => {
      const { channel, call, list } = await writing();
      channel.refuseWords(['b']);
      list.typeMessage(LATE);
      await list.press('Send');
      await list.saysOfMessage('Not delivered to: Bea. You can send it again.');
      call.unlist('b');
      await list.rendered();
      await list.press('Send');
      await list.saysOfMessage('No longer waiting');
      expect(channel.words).to.have.length(1);
    });

    it('closes when the one whom it is for is gone and nothing is typed, and the focus stays in the list', async () => {
      const { call, list } = await writing('Write to guest Bea');
      call.unlist('b');
      await until(() => list.messageLabel === undefined, 'the closed box');
      await until(() => list.focused === 'Write to all', 'the focus');
    });

    it('closes when a message has been delivered and its recipient is let in, and leaves the focus where it is', async () => {
      const { call, list } = await writing('Write to guest Bea');
      list.typeMessage('Come in.');
      await list.press('Send');
      await list.saysOfMessage('Delivered.');
      list.button('Allow guest Ana').focus();
      call.participantJoins(BEA);
      call.unlist(BEA.id);
      await until(() => list.messageLabel === undefined, 'the closed box');
      expect(list.focused).to.equal('Allow guest Ana');
    });

    it('says of a message under way whether it was delivered, and closes then, if the recipient goes meanwhile', async () => {
      const { channel, call, list } = await writing('Write to guest Bea');
      let deliver = (): void => {};
      channel.onSend = () => new Promise((done) => (deliver = done));
      list.typeMessage('Come in.');
      await list.press('Send');
      call.unlist('b');
      await listRead();
      await list.rendered();
      expect(list.delivery).to.equal('Sending…');
      deliver();
      await until(() => list.messageLabel === undefined, 'the closed box');
    });

    it('drops what was typed for another person, but no ready phrase', async () => {
      const { channel, list } = await writing('Write to guest Ana');
      list.typeMessage('Dear Ana');
      await list.press('Write to guest Bea');
      expect([list.messageLabel, list.message]).to.deep.equal(['Write to guest Bea', '']);
      await list.enterMessage();
      expect(channel.words).to.deep.equal([]);
      list.typeMessage('Dear Bea');
      await list.press('Write to guest Bea');
      expect(list.message).to.equal('Dear Bea');
      list.typeMessage('');
      await list.press(LATE);
      await list.press('Write to guest Ana');
      expect(list.message).to.equal(LATE);
      await list.enterMessage();
      expect(channel.words).to.deep.equal([{ to: ['a'], text: LATE }]);
    });

    it('follows the name of the one whom it is for', async () => {
      const { call, list } = await writing('Write to guest Bea');
      list.typeMessage('Dear Bea');
      call.rename('b', 'Beatrice');
      await listRead();
      await list.rendered();
      expect([list.messageLabel, list.message]).to.deep.equal(['Write to guest Beatrice', 'Dear Bea']);
    });

    it('says nothing of a message that was sent before it was closed and opened again', async () => {
      const { channel, list } = await writing();
      let refuse = (): void => {};
      channel.onSend = () => new Promise((_, reject) => (refuse = () => reject(new Error('Not today.'))));
      list.typeMessage(LATE);
      await list.press('Send');
      await list.press('Close');
      await list.press('Write to all');
      refuse();
      await nextTasks(5);
      await list.rendered();
      expect([list.delivery, list.message]).to.deep.equal(['', '']);
    });

    it('is closed in the next call', async () => {
      const { room, list: own } = await inCall();
      await own.rendered();
      room.id = 'room';
      const element = Object.assign(document.createElement('daily-waiting-list'), { for: 'room' });
      room.after(element);
      const list = await new WaitingListHarness(element).rendered();
      await until(() => list.findButton('Write to all'), 'the box');
      await list.press('Write to all');
      list.typeMessage('For nobody else');
      await room.leave();
      const joined = room.join();
      const call = await daily.made(2);
      await call.asked('join');
      call.listSilently([ANA]);
      call.enter('full', { name: 'Olga', owner: true });
      await joined;
      await until(() => list.findButton('Write to all'), 'the closed box');
      expect(list.messageLabel).to.be.undefined;
      await list.press('Write to all');
      expect(list.message).to.equal('');
    });

    it('writes to those who are found, under a search', async () => {
      const many = Array.from({ length: 60 }, (_, i) => ({ id: `g${i}`, name: i < 2 ? `Zoe ${i}` : `Guest ${i}` }));
      const { channel, list } = await inCall(many);
      await until(() => list.findButton('Write to all'), 'the box');
      list.search('zoe');
      await list.rendered();
      await list.press('Write to these 2');
      list.typeMessage(LATE);
      await list.press('Send');
      await list.saysOfMessage('Delivered.');
      expect(channel.words).to.deep.equal([{ to: ['g0', 'g1'], text: LATE }]);
      expect(list.searchText).to.equal('zoe');
    });

    it('keeps text and focus while people come and go', async () => {
      const { call, list } = await writing();
      list.typeMessage('Five min');
      call.knockFrom({ id: 'c', name: 'Cleo' });
      call.unlist('a');
      await listRead();
      await list.rendered();
      expect([list.message, list.focused]).to.deep.equal(['Five min', 'Write to all']);
    });

    for (const [how, close] of Object.entries<(list: WaitingListHarness) => unknown>({
      'with its button': (list) => list.press('Close'),
      'with Escape': escape,
    })) {
      it(`closes ${how}, and the focus stays in the list`, async () => {
        const { list } = await writing();
        await close(list);
        await list.rendered();
        expect(list.messageLabel).to.be.undefined;
        expect(list.focused).to.equal('Write to all');
      });
    }

    for (const how of ['Close', 'Escape']) {
      it(`gives the focus back to the button in the row with ${how}`, async () => {
        const { list } = await writing('Write to guest Bea');
        await (how === 'Close' ? list.press('Close') : escape(list));
        await list.rendered();
        expect(list.focused).to.equal('Write to guest Bea');
      });
    }

    it('gives the focus to another button if the row has gone', async () => {
      const { call, list } = await writing('Write to guest Bea');
      list.typeMessage('Dear Bea.');
      call.unlist('b');
      await list.saysOfMessage('No longer waiting');
      escape(list);
      await list.rendered();
      expect(list.focused).to.equal('Write to all');
    });

    it('shows hostile names as text', async () => {
      const name = '<img src=x onerror=alert(1)>\u202e';
      const { channel, list } = await writing('Write to all', [{ id: 'a', name }, BEA]);
      channel.refuseWords(['a']);
      list.typeMessage(LATE);
      await list.press('Send');
      await until(() => list.delivery.includes('<img src=x onerror=alert(1)>'), 'the name');
      expect(list.injectedElements).to.equal(0);
    });
  });

  describe('sees no box', () => {
    it('without a channel', async () => {
      const { page, room } = await ownerInCall(daily, { waiting: [ANA] });
      const list = await page.waitingList();
      await nextTasks(10);
      expect(list.row('Ana').buttons).to.deep.equal(['Allow guest Ana', 'Deny guest Ana']);
      const channel = new FakeChannel();
      room.channel = channel;
      await until(() => list.findButton('Write to guest Ana'), 'the box');
      room.channel = undefined;
      await until(() => !list.findButton('Write to guest Ana'), 'no box');
      expect(list.findButton('Write to all')).to.be.undefined;
    });

    it('without the right to answer knocks', async () => {
      const { call, page } = await writing();
      call.participantChanges({ id: 'local', name: 'Olga', owner: false });
      await page.rendered();
      expect(page.hasWaitingList).to.be.false;
      call.participantChanges({ id: 'local', name: 'Olga', owner: true });
      await page.rendered();
      const list = await page.waitingList();
      await until(() => list.findButton('Write to all'), 'the box');
    });

    it('while nobody waits', async () => {
      const { list, call } = await inCall([]);
      await nextTasks(10);
      expect(list.findButton('Write to all')).to.be.undefined;
      call.knockFrom(ANA);
      await until(() => list.findButton('Write to all'), 'the box');
    });

    it('in a list with a call of the page', async () => {
      const list = await waitingList(ScriptedCall.inRoom({ owner: true }, [ANA]));
      await nextTasks(10);
      expect(list.row('Ana').buttons).to.deep.equal(['Allow guest Ana', 'Deny guest Ana']);
    });
  });

  describe('sendMessage()', () => {
    it('sends to all, or to those named', async () => {
      const { room, channel } = await inCall();
      await room.sendMessage(LATE);
      await room.sendMessage(`  ${LATE}\n`, 'b');
      expect(channel.words).to.deep.equal([
        { to: ['a', 'b'], text: LATE },
        { to: ['b'], text: LATE },
      ]);
    });

    it('uses a channel that was set in the line before', async () => {
      const { room } = await inCall();
      const channel = new FakeChannel();
      room.channel = channel;
      await room.sendMessage(LATE, 'a');
      expect(channel.words).to.deep.equal([{ to: ['a'], text: LATE }]);
    });

    it('cuts a long text', async () => {
      const { room, channel } = await inCall();
      await room.sendMessage('x'.repeat(10_000));
      expect(channel.words[0]!.text).to.equal(`${'x'.repeat(300)}…`);
    });

    for (const [why, fail] of Object.entries<(owner: Owner & { channel: FakeChannel }) => unknown>({
      'the channel refuses it': ({ channel }) => channel.refuseWords(),
      'the channel throws': ({ channel }) =>
        (channel.onSend = () => {
          throw new Error('The site has a problem.');
        }),
      'there is no channel': ({ room }) => (room.channel = undefined),
      'the right to answer knocks is lost': ({ call }) =>
        call.participantChanges({ id: 'local', name: 'Olga', owner: false }),
    })) {
      it(`rejects with not-delivered if ${why}`, async () => {
        const owner = await inCall();
        await fail(owner);
        await owner.page.rendered();
        log.clear();
        const error = await rejection(owner.room.sendMessage(LATE));
        expect(error).to.be.instanceOf(DailyKnockError).and.include({ code: 'not-delivered', fatal: false });
        expect(log.errorCodes).to.deep.equal(['not-delivered']);
        expect(owner.room.state).to.equal('joined');
      });
    }

    it('rejects without visible text, or for somebody who does not wait, and reaches the others', async () => {
      const { room, channel } = await inCall();
      expect(await rejection(room.sendMessage(' \u200b '))).to.include({ code: 'not-delivered' });
      expect(channel.words).to.deep.equal([]);
      const error = (await rejection(room.sendMessage(LATE, 'a', 'gone'))) as DailyKnockError;
      expect(error).to.include({ code: 'not-delivered' });
      expect((error.cause as { undelivered: string[] }).undelivered).to.deep.equal(['gone']);
      expect(channel.words).to.deep.equal([{ to: ['a'], text: LATE }]);
    });

    it('rejects before the owner has joined', async () => {
      const { room } = await ownerRoom();
      room.channel = new FakeChannel();
      expect(await rejection(room.sendMessage(LATE))).to.include({ code: 'not-delivered' });
    });
  });

  describe('places', () => {
    const timers = eachTest(() => new Timers());

    /** Ends the time in which the first places wait for the list to be complete. */
    const listIsComplete = (): Promise<number> =>
      until(() => {
        const hold = timers.waiting.find((ms) => ms > 4400 && ms <= 4500);
        return hold && timers.fire(hold);
      }, 'the timer');

    it('are sent to each person who waits, and again to those whose place has changed', async () => {
      const { call, channel, page } = await inCall();
      await listIsComplete();
      expect(channel.places).to.deep.equal(['a: 1 of 2', 'b: 2 of 2']);
      call.unlist('a');
      await page.rendered();
      await until(() => channel.places.length === 3, 'the new place');
      expect(channel.places[2]).to.equal('b: 1 of 1');
    });

    it('are not sent without rights, nor after the owner has left', async () => {
      const channel = new FakeChannel();
      const template = html`<daily-owner-room
        room-url=${ROOM}
        user-name="Olga"
        .channel=${channel}
      ></daily-owner-room>`;
      const { room } = await ownerInCall(daily, { waiting: [ANA], me: { canAdmin: false }, template });
      await listIsComplete();
      expect(channel.sent).to.deep.equal([]);
      room.remove();
      const owner = await inCall([ANA]);
      await listIsComplete();
      expect(owner.channel.places).to.have.length(1);
      await owner.room.leave();
      await nextTasks(10);
      expect(owner.channel.places).to.have.length(1);
    });
  });
});
