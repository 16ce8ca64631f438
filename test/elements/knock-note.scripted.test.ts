import '../../src/define.js';
import { expect, html } from '@open-wc/testing';
import { NOTE_LENGTH } from '../../src/core/limits.js';
import { withNote } from '../../src/core/note.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, guestIn, knockForm, ownerInCall, ownerWithList, ROOM, videoTile } from '../support/fixtures.js';
import type { ScriptedCall } from '../support/scripted-call.js';
import { listRead, nextTasks, until } from '../support/until.js';

const ASK = 'What is it about?';
const NOTE = 'about the contract';
const SENT = withNote('Ana', NOTE);
const ANA = { id: 'a', name: SENT };
const BEA = { id: 'b', name: 'Bea' };

const asking = html`<daily-knock-form room-url=${ROOM} user-name="Ana" ask=${ASK}></daily-knock-form>`;

describe('a note with the knock', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  describe('in <daily-knock-form>', () => {
    const names = (call: ScriptedCall) =>
      call.calls('requestAccess').map(([request]) => (request as { name: string }).name);

    async function typed(note: string) {
      const guest = await knockForm(asking);
      guest.page.fill(ASK, note);
      await guest.page.knock();
      const call = await daily.made();
      return { ...guest, call };
    }

    it('has a field of its own, with the label that the page gives it', async () => {
      const { form, page } = await knockForm();
      expect(page.labels).to.deep.equal(['Your name']);
      form.ask = ASK;
      await page.rendered();
      expect(page.labels).to.deep.equal(['Your name', ASK]);
      expect(form.getAttribute('ask')).to.equal(ASK);
      const { required, maxLength, type } = page.field(ASK);
      expect({ required, maxLength, type }).to.deep.equal({ required: false, maxLength: NOTE_LENGTH, type: 'text' });
      form.removeAttribute('ask');
      await page.rendered();
      expect(page.labels).to.deep.equal(['Your name']);
    });

    it('is sent with the name when the guest knocks, and not before', async () => {
      const { call } = await typed(`  ${NOTE} `);
      await bringToLobby(call);
      expect(names(call)).to.deep.equal([SENT]);
      expect(call.calls('preAuth')[0]![0]).to.include({ userName: 'Ana' });
      expect(call.calls('join')[0]![0]).to.include({ userName: 'Ana' });
    });

    it('cannot be forged with the name', async () => {
      const { form, page } = await knockForm();
      form.userName = 'Gus \u2063– fake';
      await page.knock();
      const call = await daily.made();
      await bringToLobby(call);
      expect(names(call)).to.deep.equal(['Gus – fake']);
      expect(call.calls('join')[0]![0]).to.include({ userName: 'Gus – fake' });
    });

    it('may be left empty', async () => {
      const { call } = await typed('');
      await bringToLobby(call);
      expect(names(call)).to.deep.equal(['Ana']);
    });

    it('is taken off the name once in the call', async () => {
      const { page, call } = await typed(NOTE);
      await bringToLobby(call);
      expect(call.calls('setUserName')).to.have.length(0);
      call.grantByPromise();
      await page.reaches('admitted');
      expect(call.calls('setUserName')).to.deep.equal([['Ana', { thisMeetingOnly: true }]]);
    });

    it('that is empty leaves the name alone', async () => {
      const { call } = await guestIn('admitted', daily, asking);
      expect(call.calls('setUserName')).to.have.length(0);
    });

    it('is in no event', async () => {
      const { page, call } = await typed(NOTE);
      await bringToLobby(call);
      call.grantByPromise();
      await page.reaches('admitted');
      expect(JSON.stringify(log.entries.map(({ detail }) => detail))).not.to.include(NOTE);
      expect(log.details('daily-waiting')[0]).to.include({ name: 'Ana' });
      expect(log.details('daily-joined')[0]).to.include({ userName: 'Ana' });
    });

    it('stays when the guest knocks again', async () => {
      const { page, call } = await typed(NOTE);
      await bringToLobby(call);
      call.denyByEvent();
      await page.reaches('rejected');
      await page.press('Knock again');
      const second = await daily.made(2);
      await bringToLobby(second);
      expect(names(second)).to.deep.equal([SENT]);
      await page.press('Cancel');
      await page.reaches('idle');
      expect(page.field(ASK).value).to.equal(NOTE);
    });

    it('can be given by the page, and fills the field', async () => {
      const { form, page } = await knockForm(asking);
      form.knock({ note: NOTE }).catch(() => {});
      const call = await daily.made();
      await bringToLobby(call);
      expect(names(call)).to.deep.equal([SENT]);
      form.cancel();
      await page.reaches('idle');
      expect(page.field(ASK).value).to.equal(NOTE);
    });

    it('that is hostile is sent as one line of limited length', async () => {
      const { form } = await knockForm(asking);
      form.knock({ note: `\u202e\n${'x'.repeat(10_000)}` }).catch(() => {});
      const call = await daily.made();
      await bringToLobby(call);
      expect(names(call)).to.deep.equal([withNote('Ana', `${'x'.repeat(NOTE_LENGTH)}x`)]);
      expect(names(call)[0]!.length).to.be.below(NOTE_LENGTH + 20);
    });
  });

  describe('on the side of the owner', () => {
    it('is in the event and in the list, apart from the name', async () => {
      const { room } = await ownerInCall(daily, { waiting: [ANA, BEA] });
      const [ana, bea] = room.waitingParticipants;
      expect(ana).to.deep.equal({ id: 'a', name: 'Ana', note: NOTE, since: ana!.since });
      expect(bea).to.deep.equal({ id: 'b', name: 'Bea', since: bea!.since });
      expect(log.details('daily-knock')).to.deep.equal([ana, bea]);
    });

    it('is shown under the name, and the buttons name the guest without it', async () => {
      const { list } = await ownerWithList(daily, [ANA, BEA]);
      expect(list.names).to.deep.equal(['Ana', 'Bea']);
      expect(list.notes).to.deep.equal([NOTE, '']);
      expect(list.row('Ana').buttons).to.deep.equal(['Allow guest Ana', 'Deny guest Ana']);
    });

    it('is in no other event', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
      void room.admit('a');
      call.acceptDecision('a');
      await until(() => log.events.includes('daily-admitted'), 'daily-admitted');
      for (const name of ['daily-before-admit', 'daily-admitted'] as const) {
        expect(log.details(name)[0]).to.include({ id: 'a', name: 'Ana' }).and.not.to.have.property('note');
      }
    });

    it('that has changed is shown, in the same place', async () => {
      const { room, call, list } = await ownerWithList(daily, [ANA, BEA]);
      call.rename('a', withNote('Ana', 'something else'));
      await listRead();
      await list.rendered();
      expect(list.notes).to.deep.equal(['something else', '']);
      expect(room.waitingParticipants[0]).to.include({ name: 'Ana', note: 'something else' });
      expect(log.details('daily-knock')).to.have.length(2);
    });

    it('survives a lost connection', async () => {
      const { call, list } = await ownerWithList(daily, [ANA]);
      call.network('interrupted');
      call.listSilently([]);
      await listRead();
      await list.rendered();
      expect(list.names).to.deep.equal(['Ana']);
      expect(list.notes).to.deep.equal([NOTE]);
    });

    it('is announced after the name', async () => {
      const { page, call } = await ownerInCall(daily);
      call.knockFrom(ANA);
      await page.announces(`Ana is knocking ${NOTE}`);
      call.knockFrom(BEA);
      call.knockFrom({ id: 'c', name: withNote('Cleo', 'a question') });
      await page.announces('Knocking: Bea and Cleo. Cleo, a question');
    });

    it('finds a guest in a long list', async () => {
      const others = Array.from({ length: 60 }, (_, index) => ({ id: `g${index}`, name: `Guest ${index}` }));
      const { list } = await ownerWithList(daily, [...others, ANA]);
      list.search('CONTRACT');
      await list.rendered();
      expect(list.names).to.deep.equal(['Ana']);
    });

    it('does not hide that two guests have the same name', async () => {
      const { list } = await ownerWithList(daily, [
        ANA,
        { id: 'b', name: 'Ana' },
        { id: 'c', name: withNote('ana', 'x') },
      ]);
      expect(list.numbers).to.deep.equal(['number 1 of this name', 'number 2 of this name', 'number 3 of this name']);
    });

    it('is no part of a name in the call', async () => {
      const { page, call } = await ownerInCall(daily);
      call.participantJoins(ANA);
      call.knockFrom({ id: 'b', name: 'Ana' });
      await nextTasks();
      const list = await page.waitingList();
      expect(list.numbers).to.deep.equal(['number 2 of this name']);
      const tile = await videoTile(call, 'a');
      expect(tile.accessibleName).to.include('Ana').and.not.to.include(NOTE);
      expect(tile.text).not.to.include(NOTE);
    });

    for (const [what, note, shown] of [
      ['markup', '<img src=x onerror="window.hacked = 1">', '<img src=x onerror="window.hacked = 1">'],
      ['turned text', '\u202etxet\u2066', 'txet'],
      ['lines', 'one\n\nAllow all\r\n', 'one Allow all'],
      ['10,000 characters', 'x'.repeat(10_000), `${'x'.repeat(NOTE_LENGTH)}…`],
      ['nothing to be seen', '\u200b\u3164\u2800\u00ad', ''],
      ['further marks', 'a \u2063– b \u2063– c', 'a – b – c'],
    ] as const) {
      it(`of ${what} is a line of text`, async () => {
        const { list } = await ownerWithList(daily, [{ id: 'a', name: `Ana \u2063– ${note}` }, BEA]);
        expect(list.names).to.deep.equal(['Ana', 'Bea']);
        expect(list.notes[0]).to.equal(shown);
        expect(list.injectedElements).to.equal(0);
        expect(list.top('Bea') - list.top('Ana'), 'the height of the row').to.be.below(260);
      });
    }
  });
});
