// What an owner can do about the people in the call: mute them, and remove them.
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { expect, html } from '@open-wc/testing';
import { withNote } from '../../src/core/note.js';
import { ADMISSION_GRACE_MS } from '../../src/core/outcomes.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, type Owner, ownerInCall, ownerRoom, ROOM } from '../support/fixtures.js';
import { countSubscribers } from '../support/listeners.js';
import { ANA, BEA, type Person } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { removeForGood, Timers } from '../support/timers.js';
import { listRead, nextTasks, until } from '../support/until.js';

const ON = { state: 'playable' } as const;
const ANA_ON = { ...ANA, audio: ON };

describe('people in the call, for their owner', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  /** An owner in the call with others, Ana by default. */
  async function withPeople(people: Person[] = [ANA_ON], me: Partial<Person> = {}): Promise<Owner> {
    const owner = await ownerInCall(daily, { me });
    for (const person of people) owner.call.participantJoins(person);
    await owner.page.rendered();
    log.clear();
    return owner;
  }

  /** The menu of Ana is open. */
  async function withMenu(...given: Parameters<typeof withPeople>): Promise<Owner> {
    const owner = await withPeople(...given);
    await owner.page.press('More for Ana');
    await owner.page.offers('Mute');
    return owner;
  }

  /** The question whether to remove Ana is open. */
  async function withQuestion(): Promise<Owner> {
    const owner = await withMenu();
    await owner.page.press('Remove from the call');
    await owner.page.offers('Remove');
    return owner;
  }

  const sent = ({ call }: Owner) => call.calls('updateParticipant');

  describe('the menu', () => {
    it('is on the tiles of others', async () => {
      const { page } = await withPeople([ANA_ON, BEA]);
      expect(page.buttonNames.filter((name) => name.startsWith('More'))).to.deep.equal([
        'More for Ana',
        'More for Bea',
      ]);
      expect(page.isExpanded('More for Ana')).to.equal(false);
    });

    it('stays in the room when the window becomes narrower', async () => {
      const { room, page } = await withPeople([ANA_ON, BEA, { id: 'c', name: 'Cem' }]);
      room.style.inlineSize = '700px';
      await page.press('More for Bea');
      await page.offers('Remove from the call');
      room.style.inlineSize = '300px';
      window.dispatchEvent(new Event('resize'));
      const button = page.button('Remove from the call').getBoundingClientRect();
      expect(button.right).to.be.at.most(room.getBoundingClientRect().right);
    });

    it('is there for owners with the right to it only, and for no guest', async () => {
      const { page } = await withPeople([ANA_ON], { canAdmin: false });
      expect(page.buttonNames.filter((name) => name.startsWith('More'))).to.deep.equal([]);
      const guest = await guestIn('admitted', daily);
      guest.call.participantJoins({ ...BEA, owner: true });
      await guest.page.rendered();
      expect(guest.page.buttonNames.filter((name) => name.startsWith('More'))).to.deep.equal([]);
    });

    it('opens and closes by its button, and keeps the focus there', async () => {
      const { page } = await withMenu();
      expect(page.isExpanded('More for Ana')).to.equal(true);
      expect(page.focused).to.equal('More for Ana');
      await page.press('More for Ana');
      expect(page.isExpanded('More for Ana')).to.equal(false);
      expect(page.findButton('Mute')).to.equal(undefined);
      expect(page.focused).to.equal('More for Ana');
    });

    it('does not follow the call once it has gone, however often it was open', async () => {
      const { page, room } = await withPeople();
      const subscribers = countSubscribers(room.callStore!);
      for (let time = 0; time < 3; time += 1) {
        await page.press('More for Ana');
        await page.offers('Mute');
        await removeForGood(() => page.press('More for Ana'));
      }
      expect(subscribers.count).to.equal(0);
    });

    it('is that of the call again in a room that is put back later', async () => {
      const call = ScriptedCall.inRoom({ owner: true });
      call.participantJoins(ANA_ON);
      const { page, room } = await ownerRoom(html`<daily-owner-room .call=${call.asCall}></daily-owner-room>`);
      await page.offers('More for Ana');
      const parent = room.parentElement!;
      await removeForGood(() => room.remove());
      parent.append(room);
      call.participantChanges({ ...ANA_ON, name: 'Anna' });
      await page.offers('More for Anna');
    });

    it('closes when another one opens, and by a press elsewhere', async () => {
      const { page, call } = await withMenu([ANA_ON, BEA]);
      await page.press('More for Bea');
      expect(page.isExpanded('More for Ana')).to.equal(false);
      expect(page.isExpanded('More for Bea')).to.equal(true);
      await page.offers('Mute');
      page.pointTo('Leave');
      await page.rendered();
      expect(page.isExpanded('More for Bea')).to.equal(false);
      expect(call.calls('updateParticipant')).to.deep.equal([]);
    });

    it('closes with Escape, wherever the focus is, and no dialog around it', async () => {
      const { page } = await withMenu();
      for (const place of ['More for Ana', 'Mute']) {
        page.button(place).focus();
        expect(await page.escape(), 'closes a dialog').to.be.false;
        expect(page.findButton('Mute'), place).to.equal(undefined);
        expect(page.focused).to.equal('More for Ana');
        await page.press('More for Ana');
        await page.offers('Mute');
      }
    });

    it('goes with its person, and does not come back with the next one', async () => {
      const { page, call } = await withMenu();
      page.button('Mute').focus();
      call.participantLeaves('a');
      await page.rendered();
      expect(page.findButton('Mute')).to.equal(undefined);
      expect(page.focused).to.equal('People in the call');
      call.participantJoins(ANA_ON);
      await page.rendered();
      expect(page.isExpanded('More for Ana')).to.equal(false);
    });

    it('does not open for a person who has left while it was loading', async () => {
      const { page, call } = await withPeople([ANA_ON, BEA]);
      page.button('More for Ana').click();
      call.participantLeaves('a');
      await nextTasks(20);
      expect(page.findButton('Mute')).to.equal(undefined);
      await page.press('More for Bea');
      await page.offers('Mute');
    });

    it('goes with the rights, and the tile stays the same', async () => {
      const { page, call, room } = await withMenu();
      page.button('Mute').focus();
      const [, tile] = page.tiles;
      call.participantChanges({ id: 'local', name: 'Olga', owner: true, canAdmin: false });
      await page.rendered();
      expect(page.buttonNames.filter((name) => /More|Mute|Remove/.test(name))).to.deep.equal([]);
      expect(page.tiles[1]).to.equal(tile);
      expect(page.focused).to.equal('People in the call');
      expect((await room.mute('a')).error?.code).to.equal('not-admin');
      expect((await room.eject('a')).error?.code).to.equal('not-admin');
      expect(call.calls('updateParticipant')).to.deep.equal([]);
      expect(log.errorCodes).to.deep.equal(['not-admin', 'not-admin', 'not-admin']);
      call.participantChanges({ id: 'local', name: 'Olga', owner: true });
      await page.rendered();
      expect(page.isExpanded('More for Ana')).to.equal(false);
    });

    it('numbers people of the same name', async () => {
      const { page } = await withPeople([ANA, { ...BEA, name: 'Ana' }, { id: 'c', name: '' }]);
      expect(page.buttonNames.filter((name) => name.startsWith('More'))).to.deep.equal([
        'More for Ana, number 1 of this name',
        'More for Ana, number 2 of this name',
        'More for Guest without a name',
      ]);
    });

    it('shows a hostile name as text', async () => {
      const name = '<img src=x onerror="window.hacked = 1">';
      const { page } = await withPeople([{ id: 'a', name }]);
      await page.press(`More for ${name}`);
      await page.offers('Mute');
      await page.press('Remove from the call');
      await page.shows(`Remove ${name} from the call?`);
      expect('hacked' in window).to.equal(false);
    });

    it('has no Remove for whom Daily would not let this owner remove', async () => {
      const { page } = await withMenu([{ ...ANA_ON, owner: true }], {
        owner: false,
        canAdmin: new Set(['participants']),
      });
      expect(page.findButton('Remove from the call')).to.equal(undefined);
    });
  });

  describe('Mute', () => {
    it('says when it is done, and keeps the focus', async () => {
      const owner = await withMenu();
      const { page, call } = owner;
      await page.press('Mute');
      expect(sent(owner)).to.deep.equal([['a', { setAudio: false }]]);
      expect(page.text).to.include('Muting…');
      await page.press('Mute');
      expect(sent(owner)).to.have.length(1);
      call.participantChanges(ANA);
      await page.shows('Ana is muted.');
      expect(page.isDisabled('Mute')).to.equal(true);
      expect(page.focused).to.equal('Mute');
      expect(log.events).to.deep.equal([]);
      // They may switch it on again.
      call.participantChanges(ANA_ON);
      await page.rendered();
      expect(page.isDisabled('Mute')).to.equal(false);
      expect(page.text).not.to.include('Ana is muted.');
    });

    it('says what has not gone through, and can be tried again', async () => {
      const timers = new Timers();
      const owner = await withMenu();
      owner.room.decisionTimeout = 19;
      await owner.page.rendered();
      await owner.page.press('Mute');
      timers.fire(19_000);
      timers.restore();
      await owner.page.shows('That did not go through. Please try again.');
      expect(log.errorCodes).to.deep.equal(['decision-failed']);
      await owner.page.press('Mute');
      expect(sent(owner)).to.have.length(2);
      expect(owner.page.text).not.to.include('That did not go through');
    });
  });

  describe('Remove', () => {
    it('asks first, with the focus on no button', async () => {
      const owner = await withQuestion();
      expect(owner.page.text).to.include('Remove Ana from the call?');
      expect(owner.page.focused).to.equal('Ana');
      expect(sent(owner)).to.deep.equal([]);
      expect(log.events).to.deep.equal([]);
    });

    it('Keep and Escape end the question, with the focus on the button of the menu', async () => {
      const owner = await withQuestion();
      await owner.page.press('Keep');
      expect(owner.page.focused).to.equal('More for Ana');
      await owner.page.press('More for Ana');
      await owner.page.press('Remove from the call');
      await owner.page.escape();
      expect(owner.page.focused).to.equal('More for Ana');
      expect(owner.page.findButton('Remove')).to.equal(undefined);
      expect(sent(owner)).to.deep.equal([]);
    });

    it('ends their part, tells the page once they have left, and announces it', async () => {
      const owner = await withQuestion();
      const { page, call } = owner;
      await page.press('Remove');
      expect(sent(owner)).to.deep.equal([['a', { eject: true }]]);
      expect(log.events).to.deep.equal(['daily-before-eject']);
      expect(log.details('daily-before-eject')).to.deep.equal([ANA]);
      expect(page.text).to.include('Removing…');
      expect(page.focused).to.equal('Ana');
      call.participantLeaves('a');
      await until(() => log.details('daily-ejected').length, 'daily-ejected');
      await page.rendered();
      expect(log.details('daily-ejected')).to.deep.equal([{ role: 'owner', ...ANA }]);
      expect(page.tileIds).to.deep.equal(['local']);
      expect(page.focused).to.equal('People in the call');
      await page.announces('Removed from the call: Ana.');
    });

    it('has Keep where the button was that asks', async () => {
      const { page } = await withPeople();
      await page.press('More for Ana');
      await page.offers('Remove from the call');
      const asked = page.button('Remove from the call').getBoundingClientRect();
      await page.press('Remove from the call');
      const confirm = page.button('Remove').getBoundingClientRect();
      expect(confirm.top).to.be.at.least(asked.bottom);
    });

    it('has no note in the names', async () => {
      const owner = await withPeople();
      owner.call.participantChanges({ ...ANA, name: withNote('Ana', 'about my contract') });
      const result = owner.room.eject('a');
      owner.call.participantLeaves('a');
      expect(await result).to.deep.equal({ ...ANA, outcome: 'done' });
      expect(log.details('daily-ejected')).to.deep.equal([{ role: 'owner', ...ANA }]);
    });

    it('ends auto-admit: whoever was removed would be back at once', async () => {
      const owner = await withPeople();
      owner.room.autoAdmit = true;
      const result = owner.room.eject('a');
      owner.call.participantLeaves('a');
      await result;
      expect(owner.room.autoAdmit).to.equal(false);
    });

    it('is not confirmed by the second click of a double click', async () => {
      const owner = await withQuestion();
      owner.page.button('Remove').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }));
      await owner.page.rendered();
      expect(sent(owner)).to.deep.equal([]);
    });

    it('that the page prevents closes the menu', async () => {
      const owner = await withQuestion();
      owner.room.addEventListener('daily-before-eject', (event) => event.preventDefault());
      await owner.page.press('Remove');
      await until(() => !owner.page.findButton('Mute') && !owner.page.findButton('Remove'), 'the menu to close');
      expect(owner.page.focused).to.equal('More for Ana');
      expect(sent(owner)).to.deep.equal([]);
    });

    it('says what has not gone through, and can be tried again', async () => {
      const timers = new Timers();
      const owner = await withQuestion();
      await owner.page.press('Remove');
      timers.fire(owner.room.decisionTimeout * 1000);
      timers.restore();
      await owner.page.shows('That did not go through. Please try again.');
      expect(owner.page.focused).to.equal('Ana');
      expect(log.events).to.deep.equal(['daily-before-eject', 'daily-error']);
      await owner.page.press('Remove from the call');
      await owner.page.press('Remove');
      expect(sent(owner)).to.have.length(2);
    });

    it('by a page: eject() resolves when they have left', async () => {
      const owner = await withPeople();
      const result = owner.room.eject('a');
      owner.call.participantLeaves('a');
      expect(await result).to.deep.equal({ ...ANA, outcome: 'done' });
      expect(log.events).to.deep.equal(['daily-before-eject', 'daily-ejected']);
      expect(log.isAllBy(owner.room)).to.equal(true);
    });
  });

  it('mute() and eject() before the call, and after it: gone', async () => {
    const { room } = await ownerRoom();
    expect(await room.mute('a')).to.deep.equal({ id: 'a', name: '', outcome: 'gone' });
    expect(await room.eject('a')).to.deep.equal({ id: 'a', name: '', outcome: 'gone' });
    const owner = await withPeople();
    await owner.room.leave();
    expect(await owner.room.eject('a')).to.deep.equal({ id: 'a', name: '', outcome: 'gone' });
  });

  describe('admit-muted', () => {
    const template = html`<daily-owner-room admit-muted room-url=${ROOM} user-name="Olga"></daily-owner-room>`;

    it('switches off the microphone of those whom this owner lets in', async () => {
      const owner = await ownerInCall(daily, { waiting: [ANA, BEA], template });
      const result = owner.room.admit('a');
      owner.call.acceptDecision('a');
      await result;
      expect(sent(owner)).to.deep.equal([['a', { setAudio: false }]]);
      owner.call.unlist('b');
      owner.call.participantJoins(BEA);
      await listRead();
      expect(log.details('daily-admitted').map(({ id }) => id)).to.deep.equal(['a', 'b']);
      expect(sent(owner)).to.have.length(1);
    });

    it('is off by default, and can be switched', async () => {
      const owner = await ownerInCall(daily, { waiting: [ANA, BEA] });
      void owner.room.admit('a');
      owner.call.acceptDecision('a');
      await nextTasks();
      expect(sent(owner)).to.deep.equal([]);
      owner.room.admitMuted = true;
      void owner.room.admit('b');
      owner.call.acceptDecision('b');
      await nextTasks();
      expect(sent(owner)).to.deep.equal([['b', { setAudio: false }]]);
    });

    it('also those who enter long after the Allow, when they had been given up', async () => {
      const owner = await ownerInCall(daily, { waiting: [ANA] });
      owner.room.admitMuted = true;
      const timers = new Timers();
      try {
        const result = owner.room.admit('a');
        owner.call.sendDecision('a');
        owner.call.unlist('a');
        await listRead();
        timers.fire(ADMISSION_GRACE_MS);
        expect((await result)[0]!.outcome).to.equal('gone');
        owner.call.participantJoins(ANA);
        expect(sent(owner)).to.deep.equal([['a', { setAudio: false }]]);
      } finally {
        timers.restore();
      }
    });
  });
});
