import '../../src/elements/waiting-list/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { waitingList } from '../support/fixtures.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA, BEA, CLEO, guests } from '../support/people.js';
import { ScriptedCall, type Waiting } from '../support/scripted-call.js';
import { renderSecondsAgo, shiftEventTime } from '../support/timers.js';
import { nextTasks, until } from '../support/until.js';

describe('<daily-waiting-list>', () => {
  const log = eachTest(() => new EventLog());

  /** A list that was handed a call in which these people wait. */
  async function show(people: Waiting[] = [], me: Parameters<typeof ScriptedCall.inRoom>[0] = { owner: true }) {
    const call = ScriptedCall.inRoom(me, people);
    const page = await waitingList(call);
    return { call, list: page.element, page };
  }

  describe('what an owner sees', () => {
    it('a row for each person, oldest first, with buttons that name them', async () => {
      const { page } = await show([ANA, BEA]);
      expect(page.heading).to.equal('Waiting room');
      expect(page.names).to.deep.equal(['Ana', 'Bea']);
      expect(page.rows.map(({ buttons }) => buttons)).to.deep.equal([
        ['Allow guest Ana', 'Deny guest Ana'],
        ['Allow guest Bea', 'Deny guest Bea'],
      ]);
      expect(page.row('Ana').text).to.include('just now');
    });

    it('how many wait', async () => {
      const { page, call } = await show([ANA]);
      expect(page.count).to.equal('1 person is waiting');
      call.knockFrom(BEA);
      await page.rendered();
      expect(page.count).to.equal('2 people are waiting');
    });

    it('that nobody waits', async () => {
      const { page, call } = await show();
      expect(page.text).to.include('Nobody is waiting.');
      expect(page.buttonNames).to.deep.equal([]);
      call.knockFrom(ANA);
      await page.rendered();
      expect(page.text).not.to.include('Nobody is waiting.');
      expect(page.buttonNames).to.deep.equal(['Allow guest Ana', 'Deny guest Ana']);
    });

    it('buttons for all from two people on', async () => {
      const { page, call } = await show([ANA]);
      expect(page.buttonNames).to.deep.equal(['Allow guest Ana', 'Deny guest Ana']);
      call.knockFrom(BEA);
      await page.rendered();
      expect(page.buttonNames.slice(0, 2)).to.deep.equal(['Allow all', 'Deny all']);
      call.unlist('a');
      await page.rendered();
      expect(page.buttonNames).to.deep.equal(['Allow guest Bea', 'Deny guest Bea']);
    });

    it('that the list comes with the call', async () => {
      const list = await fixture<DailyWaitingList>(html`<daily-waiting-list></daily-waiting-list>`);
      expect(new WaitingListHarness(list).text).to.include('Whoever knocks appears here once you are in the call.');
    });

    it('without the right to answer: that only owners can answer', async () => {
      const { page } = await show([], { owner: false });
      expect(page.text).to.include('You cannot answer knocks in this room.');
      expect(page.buttonNames).to.deep.equal([]);
    });

    it('a new name in the same place', async () => {
      const { page, call } = await show([ANA, BEA]);
      call.rename('a', 'Anna');
      await page.rendered();
      expect(page.names).to.deep.equal(['Anna', 'Bea']);
    });

    const NAMES = [
      { name: '<img src=x onerror="window.hacked = true">', shown: '<img src=x onerror="window.hacked = true">' },
      { name: '</bdi><script>window.hacked = true</script>', shown: '</bdi><script>window.hacked = true</script>' },
      // In a sentence it is isolated (FSI, PDI), so that it turns nothing around it.
      { name: 'مريم', shown: 'مريم', said: '\u2068مريم\u2069' },
      { name: '  ', shown: 'Guest without a name', said: 'without a name' },
      { name: '', shown: 'Guest without a name', said: 'without a name' },
    ];
    for (const { name, shown, said = shown } of NAMES) {
      it(`the name ${JSON.stringify(name)} is text`, async () => {
        const { page } = await show([{ id: 'x', name }]);
        expect(page.names).to.deep.equal([shown]);
        expect(page.row(shown).buttons).to.deep.equal([`Allow guest ${said}`, `Deny guest ${said}`]);
        expect(page.injectedElements).to.equal(0);
        expect(globalThis).not.to.have.property('hacked');
      });
    }
  });

  describe('answering', () => {
    const ANSWERS = [
      {
        verb: 'Allow',
        button: 'Allow guest Ana',
        grant: true,
        outcome: 'admitted',
        busy: 'Letting in…',
        before: 'admit',
      },
      {
        verb: 'Deny',
        button: 'Deny guest Ana',
        grant: false,
        outcome: 'rejected',
        busy: 'Turning away…',
        before: 'reject',
      },
    ] as const;

    for (const { verb, button, grant, outcome, busy, before } of ANSWERS) {
      it(`${verb}: the row is busy, then goes`, async () => {
        const { page, call, list } = await show([ANA, BEA]);
        log.clear();
        await page.press(button);
        expect(call.answers).to.deep.equal([['a', { grantRequestedAccess: grant }]]);
        expect(page.row('Ana')).to.include({ busy: true });
        expect(page.row('Ana').text).to.include(busy);
        expect(page.row('Bea')).to.include({ busy: false });
        call.acceptDecision('a');
        await until(() => page.names.length === 1, 'one row');
        expect(page.names).to.deep.equal(['Bea']);
        await until(() => log.events.length > 1, 'the outcome');
        expect(log.events).to.deep.equal([`daily-before-${before}`, `daily-${outcome}`]);
        expect(log.isAllBy(list)).to.be.true;
      });

      it(`${verb} once more while busy: sent once`, async () => {
        const { page, call } = await show([ANA, BEA]);
        await page.press(button);
        await page.press(button);
        await page.all('Allow');
        expect(call.answers.map(([id]) => id)).to.deep.equal(['a', 'b']);
      });

      it(`${verb} that fails shows an error, and can be tried again`, async () => {
        const { page, call } = await show([ANA]);
        await page.press(button);
        call.failDecision('a', new Error('network'));
        await page.shows('That did not go through. Please try again.');
        expect(page.row('Ana')).to.include({ busy: false });
        expect(page.alerts).to.have.length(1);
        expect(log.errorCodes).to.deep.equal(['decision-failed']);
        await page.press(button);
        expect(page.row('Ana')).to.include({ busy: true });
        expect(page.alerts).to.deep.equal([]);
        call.acceptDecision('a');
        await until(() => page.names.length === 0, 'no row');
        await until(() => log.events.at(-1) === `daily-${outcome}`, 'the outcome');
      });

      it(`${verb} for somebody who has gone: the row goes, without an error`, async () => {
        const { page, call } = await show([ANA, BEA]);
        await page.press(button);
        call.failDecision('a', new Error('unknown participant'));
        call.unlist('a');
        await until(() => page.names.length === 1, 'one row');
        await nextTasks();
        expect(log.errorCodes).to.deep.equal([]);
        expect(page.alerts).to.deep.equal([]);
      });

      it(`${verb} is not sent when a listener prevents it`, async () => {
        const { page, call, list } = await show([ANA]);
        list.addEventListener(`daily-before-${before}`, (event) => event.preventDefault());
        await page.press(button);
        expect(call.answers).to.deep.equal([]);
        expect(page.row('Ana')).to.include({ busy: false });
        expect(await list[before]('a')).to.deep.equal([{ id: 'a', name: 'Ana', outcome: 'vetoed' }]);
      });
    }

    for (const [verb, grant] of [
      ['Allow', true],
      ['Deny', false],
    ] as const) {
      it(`${verb} all: exactly those who are listed`, async () => {
        const { page, call } = await show([ANA, BEA]);
        call.listSilently([ANA, BEA, CLEO]);
        await page.all(verb);
        call.knockFrom({ id: 'd', name: 'Dora' });
        const update = { grantRequestedAccess: grant };
        expect(call.answers).to.deep.equal([
          ['a', update],
          ['b', update],
        ]);
        expect(call.calls('updateWaitingParticipants'), 'messages').to.have.length(1);
        await page.rendered();
        expect(page.rows.map(({ busy }) => busy)).to.deep.equal([true, true, false, false]);
      });
    }

    it('a guest who leaves: the row goes', async () => {
      const { page, call, list } = await show([ANA, BEA]);
      log.clear();
      call.unlist('a');
      await page.rendered();
      expect(page.names).to.deep.equal(['Bea']);
      await until(() => log.events.length, 'daily-withdrawn');
      expect(log.events).to.deep.equal(['daily-withdrawn']);
      expect(log.details('daily-withdrawn')).to.deep.equal([{ role: 'owner', id: 'a', name: 'Ana', waited: 0 }]);
      expect(log.isAllBy(list)).to.be.true;
    });
  });

  describe('the methods', () => {
    it('admit() and reject() resolve with the outcome of each, in the order of the ids', async () => {
      const { call, list } = await show([ANA, BEA]);
      const results = list.admit('b', 'nobody', 'a');
      call.acceptDecision('a');
      call.acceptDecision('b');
      expect(await results).to.deep.equal([
        { id: 'b', name: 'Bea', outcome: 'admitted' },
        { id: 'nobody', name: '', outcome: 'gone' },
        { id: 'a', name: 'Ana', outcome: 'admitted' },
      ]);
    });

    it('admitAll() and rejectAll() without anybody: nobody', async () => {
      const { list, call } = await show();
      expect(await list.admitAll()).to.deep.equal([]);
      expect(await list.rejectAll()).to.deep.equal([]);
      expect(call.methods).to.deep.equal([]);
    });

    it('without a call every outcome is gone', async () => {
      const list = await fixture<DailyWaitingList>(html`<daily-waiting-list></daily-waiting-list>`);
      expect(await list.admit('a')).to.deep.equal([{ id: 'a', name: '', outcome: 'gone' }]);
      expect(await list.rejectAll()).to.deep.equal([]);
    });
  });

  describe('the focus', () => {
    const decide = async (page: WaitingListHarness, call: ScriptedCall, name: string, id: string) => {
      await page.allow(name);
      call.acceptDecision(id);
      await until(() => !page.names.includes(name), `${name}'s row to go`);
    };

    it('goes to the row of the next person, then of the last, then to the heading', async () => {
      const { page, call } = await show([ANA, BEA, CLEO]);
      await decide(page, call, 'Bea', 'b');
      expect(page.focused).to.equal('Cleo');
      await page.allow('Cleo');
      call.acceptDecision('c');
      await until(() => !page.names.includes('Cleo'), `Cleo's row to go`);
      expect(page.focused).to.equal('Ana');
      await decide(page, call, 'Ana', 'a');
      expect(page.focused).to.equal('Waiting room');
    });

    it('goes to the heading after everybody was let in', async () => {
      const { page, call } = await show([ANA, BEA]);
      await page.all('Allow');
      call.acceptDecision('a');
      call.acceptDecision('b');
      await until(() => page.names.length === 0, 'no rows');
      expect(page.focused).to.equal('Waiting room');
    });

    it('stays in its place while somebody else knocks', async () => {
      const { page, call } = await show([ANA]);
      page.button('Deny guest Ana').focus();
      call.knockFrom(BEA);
      await page.rendered();
      expect(page.focused).to.equal('Deny guest Ana');
    });

    it("is not taken from the page's own field", async () => {
      const { page, call } = await show([ANA, BEA]);
      const field = await fixture<HTMLInputElement>(html`<input aria-label="Notes" />`);
      await page.allow('Ana');
      field.focus();
      call.acceptDecision('a');
      await until(() => page.names.length === 1, 'one row');
      expect(document.activeElement === field, 'the focus is in the field').to.be.true;
    });
  });

  describe('the buttons for all', () => {
    const decided = (call: ScriptedCall): unknown[] => call.answers.map(([id]) => id);
    const ids = (people: Waiting[]): string[] => people.map(({ id }) => id);

    it('decide at once about those who have stood there for a second', async () => {
      const { page, call } = await renderSecondsAgo(() => show([ANA, BEA]));
      await page.press('Allow all');
      expect(page.question).to.equal('');
      expect(decided(call)).to.deep.equal(['a', 'b']);
    });

    for (const [verb, grant] of [
      ['Allow', true],
      ['Deny', false],
    ] as const) {
      it(`${verb} all: asks once more where somebody has only just come, and then means those of whom it asked`, async () => {
        const { page, call } = await renderSecondsAgo(() => show([ANA, BEA]));
        call.knockFrom(CLEO);
        await page.press(`${verb} all`);
        expect(page.question).to.equal(`${verb} 3 people?`);
        expect(page.focused, 'no button').to.equal(`${verb} 3 people?`);
        expect(page.buttonNames.slice(0, 2)).to.deep.equal([verb, 'Cancel']);
        expect(decided(call)).to.deep.equal([]);
        call.knockFrom({ id: 'd', name: 'Dora' });
        call.unlist('a');
        await page.rendered();
        expect(page.question).to.equal(`${verb} 2 people?`);
        await page.press(verb);
        expect(call.answers).to.deep.equal([
          ['b', { grantRequestedAccess: grant }],
          ['c', { grantRequestedAccess: grant }],
        ]);
        expect(page.question).to.equal('');
        expect(page.focused).to.equal('Waiting room');
      });
    }

    it('ask where somebody has just taken another name', async () => {
      const { page, call } = await renderSecondsAgo(() => show([ANA, BEA]));
      call.rename('a', 'Olga');
      await page.press('Allow all');
      expect(page.question).to.equal('Allow 2 people?');
      expect(decided(call)).to.deep.equal([]);
    });

    it('ask about a long list of which a part is rendered', async () => {
      const { page, call } = await renderSecondsAgo(() => show(guests(60)));
      await page.press('Allow all');
      expect(page.question).to.equal('Allow 60 people?');
      await page.press('Allow');
      expect(decided(call)).to.deep.equal(ids(guests(60)));
    });

    it('cancel a question with Cancel, and with Escape', async () => {
      const { page, call, list } = await show([ANA, BEA]);
      await page.press('Deny all');
      await page.press('Cancel');
      expect(page.question).to.equal('');
      expect(page.focused).to.equal('Waiting room');
      await page.press('Deny all');
      list.shadowRoot!.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }),
      );
      await page.rendered();
      expect(page.question).to.equal('');
      expect(page.focused).to.equal('Waiting room');
      expect(page.buttonNames).to.include('Deny all');
      expect(decided(call)).to.deep.equal([]);
    });

    it('close a question when its guests have left, and when the connection is lost', async () => {
      const { page, call } = await show([ANA, BEA]);
      await page.press('Allow all');
      call.knockFrom(CLEO);
      call.knockFrom({ id: 'd', name: 'Dora' });
      call.unlist('a');
      call.unlist('b');
      await page.rendered();
      expect(page.question).to.equal('');
      await page.press('Allow all');
      call.network('interrupted');
      await page.rendered();
      expect(page.question).to.equal('');
      expect(decided(call)).to.deep.equal([]);
    });

    it('apply to the matches of a search', async () => {
      const people = [...guests(57), { id: 'x', name: 'Eve X' }, { id: 'y', name: 'Eve Y' }, { id: 'z', name: 'Zoë' }];
      const { page, call } = await renderSecondsAgo(async () => {
        const shown = await show(people);
        shown.page.search('eve');
        await shown.page.rendered();
        return shown;
      });
      expect(page.buttonNames.slice(0, 2)).to.deep.equal(['Allow these 2', 'Deny these 2']);
      // Whoever joins them unseen is not meant.
      call.listSilently([...people, { id: 'w', name: 'Eve W' }]);
      await page.press('Deny these 2');
      expect(page.question).to.equal('');
      expect(decided(call)).to.deep.equal(['x', 'y']);
    });

    it('are labelled for one match, and hidden without matches', async () => {
      const { page } = await show([...guests(60), { id: 'z', name: 'Zoë' }]);
      page.search('zoe');
      await page.rendered();
      expect(page.buttonNames.slice(0, 2)).to.deep.equal(['Allow this one', 'Deny this one']);
      page.search('nobody at all');
      await page.rendered();
      expect(page.buttonNames).to.deep.equal([]);
      page.search(' ');
      await page.rendered();
      expect(page.buttonNames.slice(0, 2)).to.deep.equal(['Allow all', 'Deny all']);
    });

    it('ask of more whom a search finds than are rendered, and no longer when the search changes', async () => {
      const { page, call } = await renderSecondsAgo(() => show([...guests(1200), ANA]));
      page.search('person');
      await page.press('Allow these 1,200');
      expect(page.question).to.equal('Allow 1,200 people?');
      page.search('ana');
      await page.rendered();
      expect(page.question).to.equal('');
      expect(page.buttonNames[0]).to.equal('Allow this one');
      expect(decided(call)).to.deep.equal([]);
    });

    it('decide about nobody while another search has been filled in than is shown', async () => {
      const { page, call } = await renderSecondsAgo(() => show([...guests(60), ANA]));
      page.setSearch('ana');
      await page.press('Allow all');
      expect(decided(call)).to.deep.equal([]);
      expect(page.question).to.equal('');
      expect(page.buttonNames[0]).to.equal('Allow this one');
    });

    it('have labels that no guest name can imitate', async () => {
      for (const name of ['all', 'these 3', 'this one', 'These  3!', '…']) {
        const { page } = await show([{ id: 'x', name }]);
        const shown = name.replace('  ', ' ');
        expect(page.row(shown).buttons, name).to.deep.equal([`Allow guest ${shown}`, `Deny guest ${shown}`]);
      }
    });
  });

  describe('a guest who no longer waits', () => {
    it('keeps the row for a second, so that no row below moves', async () => {
      const { page, call } = await show([ANA, BEA, CLEO]);
      const before = page.top('Cleo');
      await page.allow('Bea');
      call.acceptDecision('b');
      await page.rendered();
      expect(page.names).to.deep.equal(['Ana', 'Cleo']);
      expect(page.count).to.equal('2 people are waiting');
      expect(page.gone).to.have.length(1);
      expect(page.gone[0]).to.include({ place: 1, text: 'B Bea Let in' });
      expect(page.top('Cleo')).to.be.closeTo(before, 0.1);
      await until(() => page.gone.length === 0, 'the row to go');
      expect(page.top('Cleo')).to.be.lessThan(before);
      expect(page.focused).to.equal('Cleo');
    });

    const OUTCOMES: [said: string, play: (page: WaitingListHarness, call: ScriptedCall) => Promise<void> | void][] = [
      ['Turned away', (page, call) => page.deny('Ana').then(() => call.acceptDecision('a'))],
      ['No longer waiting', (_, call) => call.unlist('a')],
      [
        'Let in',
        (_, call) => {
          call.participantJoins(ANA);
          call.unlist('a');
        },
      ],
    ];
    for (const [said, play] of OUTCOMES) {
      it(`reads "${said}", has no buttons, and is not read twice`, async () => {
        const { page, call, list } = await show([ANA]);
        await play(page, call);
        await page.rendered();
        expect(page.gone.map(({ text }) => text)).to.deep.equal([`A Ana ${said}`]);
        expect(page.buttonNames).to.deep.equal([]);
        expect(page.text).to.include('Nobody is waiting.');
        // On a slow machine the row would fade away while it is checked.
        page.cancelMotion();
        await expect(list).to.be.accessible();
        await until(() => page.gone.length === 0, 'the row to go');
      });
    }

    it('changes once if the outcome of a decision comes at once', async () => {
      const { page, call, list } = await show([ANA, BEA]);
      let renders = 0;
      list.addController({ hostUpdated: () => (renders += 1) });
      page.button('Deny guest Ana').click();
      call.acceptDecision('a');
      await until(() => page.gone.length === 1, 'Ana to have left');
      expect(page.gone[0]!.text).to.equal('A Ana Turned away');
      expect(renders).to.equal(1);
    });

    it('changes once if the outcomes for many come at once', async () => {
      const people = guests(40);
      const { page, call, list } = await show(people);
      let renders = 0;
      list.addController({ hostUpdated: () => (renders += 1) });
      void list.rejectAll();
      for (const { id } of people) call.acceptDecision(id);
      await until(() => page.gone.length === 40, 'all to have left');
      expect(renders).to.equal(1);
    });

    it('keeps its place when the row above it goes', async () => {
      const { page, call } = await show([ANA, BEA, CLEO, { id: 'd', name: 'Dora' }]);
      call.unlist('a');
      await page.rendered();
      const restore = shiftEventTime(500);
      try {
        call.unlist('c');
        await page.rendered();
        await until(() => page.gone.length === 1, "Ana's row to go");
        expect(page.gone[0]).to.include({ text: 'C Cleo No longer waiting', place: 1 });
      } finally {
        restore();
      }
    });

    it('is "Let in" only once seen in the call', async () => {
      const { page, call } = await show([ANA, BEA]);
      await page.allow('Ana');
      call.unlist('a');
      await page.rendered();
      expect(page.gone[0]?.text).to.equal('A Ana Letting in…');
      call.participantJoins(ANA);
      await page.rendered();
      expect(page.gone[0]?.text).to.equal('A Ana Let in');
    });

    it('has one row after coming back', async () => {
      const { page, call } = await show([ANA, BEA]);
      call.unlist('a');
      await page.rendered();
      call.knockFrom(ANA);
      await page.rendered();
      expect(page.gone).to.deep.equal([]);
      expect([...page.names].sort()).to.deep.equal(['Ana', 'Bea']);
    });

    it('leaves no row when the call is over', async () => {
      const { page, call } = await show([ANA]);
      void call.leave();
      await until(() => page.names.length === 0, 'no rows');
      expect(page.gone).to.deep.equal([]);
    });

    it('costs many people no more than the rows that are rendered', async () => {
      const { page, call, list } = await show(guests(500));
      const rows = list.shadowRoot!.querySelectorAll('li').length;
      void list.admitAll();
      await until(() => call.answers.length === 500, 'all decisions to be sent');
      let most = 0;
      for (let index = 0; index < 500; index += 1) {
        call.acceptDecision(`p${index}`);
        if (index % 100 > 0) continue;
        await nextTasks();
        await page.rendered();
        most = Math.max(most, list.shadowRoot!.querySelectorAll('li').length);
      }
      expect(most).to.be.at.most(2 * rows);
      await page.shows('Nobody is waiting.');
    });
  });

  describe('motion', () => {
    const moves = !matchMedia('(prefers-reduced-motion)').matches;
    const moving = (list: HTMLElement): number =>
      list
        .shadowRoot!.getAnimations()
        .filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.localName === 'li').length;

    for (const [count, expected] of [
      [8, 1],
      [9, 0],
    ] as const)
      it(`${expected ? 'shows' : 'does not show'} who comes after ${count} others`, async () => {
        const { now } = Date;
        const { call, page, list } = await show(guests(count));
        // They have been there for a while.
        Date.now = () => now() + 5000;
        try {
          call.knockFrom({ id: 'new', name: 'Nina' });
          await until(() => page.count === `${count + 1} people are waiting`, 'Nina');
          expect(moving(list)).to.equal(moves ? expected : 0);
        } finally {
          Date.now = now;
        }
      });

    it('does not begin late, when others have gone', async () => {
      const { call, page, list } = await show(guests(9));
      call.unlist('p0');
      await until(() => page.gone.length === 1, 'one to go');
      const { now } = Date;
      // She is new for longer than the row of the other stays.
      Date.now = () => now() + 500;
      try {
        call.knockFrom({ id: 'new', name: 'Nina' });
        await until(() => page.names.includes('Nina'), 'Nina');
      } finally {
        Date.now = now;
      }
      const motions = new Set<string>();
      list.addController({
        hostUpdated: () => {
          for (const { animationName } of list.shadowRoot!.getAnimations() as CSSAnimation[])
            motions.add(animationName);
        },
      });
      await until(() => page.gone.length === 0, 'the row to go');
      expect([...motions]).to.deep.equal([]);
    });
  });

  describe('a long list', () => {
    it('is counted completely and rendered in part', async () => {
      const { page } = await show(guests(1000));
      expect(page.count).to.equal('1,000 people are waiting');
      expect(page.names.length).to.be.within(50, 400);
      expect(page.names.slice(0, 2)).to.deep.equal(['Person 0', 'Person 1']);
    });

    it('renders more rows on scrolling', async () => {
      const { page } = await show(guests(300));
      const before = page.names.length;
      page.scrollToEnd();
      await until(() => page.names.length > before, 'more rows');
    });

    it('is searched by name, whatever its capitals and accents', async () => {
      const { page } = await show([...guests(120), { id: 'z', name: 'Zoë Łuck' }]);
      page.search('zoe');
      await page.rendered();
      expect(page.names).to.deep.equal(['Zoë Łuck']);
      page.search('nobody at all');
      await page.rendered();
      expect(page.names).to.deep.equal([]);
      expect(page.text).to.include('Nobody of this name is waiting.');
      page.search('');
      await page.rendered();
      expect(page.names).to.include('Person 0');
    });

    it('keeps a search value set without an event, and searches for it', async () => {
      const { call, page } = await show([...guests(120), { id: 'z', name: 'Zoë Łuck' }]);
      page.setSearch('zoe');
      call.knockFrom({ id: 'y', name: 'Zoe Young' });
      await until(() => page.names.includes('Zoe Young'), 'the next one');
      expect(page.searchText).to.equal('zoe');
      expect(page.names).to.deep.equal(['Zoë Łuck', 'Zoe Young']);
    });

    it('keeps the search field while the owner types, however few guests are left', async () => {
      const { call, page } = await show(guests(60));
      page.focusSearch();
      page.search('person 5');
      await page.rendered();
      for (const { id } of guests(60).slice(0, 40)) call.unlist(id);
      await until(() => page.count === '20 people are waiting', 'few to be left');
      expect(page.focused).to.equal('Find a person');
      expect(page.names).to.deep.equal(
        guests(60)
          .slice(50)
          .map(({ name }) => name),
      );
      for (const { id } of guests(60)) call.unlist(id);
      await until(() => page.count === '' && !page.hasSearch, 'all to be gone');
      expect(page.focused).to.equal('Waiting room');
      for (const { id, name } of guests(3)) call.knockFrom({ id, name });
      await until(() => page.names.length === 3, 'the next');
      expect(page.hasSearch).to.equal(false);
    });

    it('that shrinks moves the focus from the search to the heading, not to a button', async () => {
      const { call, page } = await show(guests(52));
      page.focusSearch();
      call.unlist('p0');
      call.unlist('p1');
      await until(() => !page.hasSearch, 'the search to go');
      expect(page.focused).to.equal('Waiting room');
    });

    it('has no search field up to 50 guests', async () => {
      const { page } = await show(guests(20));
      expect(page.hasSearch).to.equal(false);
      expect(page.names.length).to.equal(20);
    });

    it('reports every guest of a burst once, with few renders', async () => {
      const { call, page, list } = await show(guests(200));
      log.clear();
      let renders = 0;
      list.addController({ hostUpdated: () => (renders += 1) });
      let [inOneTask, most] = [0, 0];
      list.addEventListener('daily-knock', () => {
        if (inOneTask === 0) setTimeout(() => (inOneTask = 0));
        inOneTask += 1;
        most = Math.max(most, inOneTask);
      });
      for (let index = 200; index < 1200; index += 1) call.knockFrom({ id: `p${index}`, name: `Person ${index}` });
      await until(() => page.count === '1,200 people are waiting', 'all to be counted');
      const reported = (): string[] =>
        log.entries.filter(({ name }) => name === 'daily-knock').map(({ detail }) => (detail as { id: string }).id);
      await until(() => reported().length >= 1000, 'all to be reported');
      expect(reported()).to.deep.equal(Array.from({ length: 1000 }, (_, index) => `p${index + 200}`));
      expect(most, 'so that the page goes on').to.be.lessThan(300);
      expect(renders).to.be.lessThan(10);
    });

    it('renders nobody in the place of rows that are about to go', async () => {
      const people = guests(200);
      const { call, page, list } = await show(people);
      const counted = (count: number): string => (count ? `${count} people are waiting` : '');
      for (let left = 20; left <= people.length; left += 20) {
        for (const { id } of people.slice(left - 20, left)) call.unlist(id);
        await until(() => page.count === counted(people.length - left), 'the list to be read');
        expect(list.shadowRoot!.querySelectorAll('[part="row"]').length).to.be.at.most(50);
      }
      await until(() => page.count === '' && page.gone.length === 0, 'all rows to go');
    });

    it('shows who knocks just after all have gone, whatever was searched for', async () => {
      const people = guests(60);
      const { call, page } = await show(people);
      page.search('person 5');
      await page.rendered();
      for (const { id } of people) call.unlist(id);
      await until(() => page.count === '', 'all to be gone');
      expect(page.text).to.include('Nobody is waiting.');
      expect(page.text).not.to.include('Nobody of this name');
      call.knockFrom({ id: 'new', name: 'Bob' });
      await until(() => page.names.includes('Bob'), 'Bob');
    });

    it('has no rows once nobody waits', async () => {
      const { call, page } = await show(guests(120));
      for (const { id } of guests(120)) call.unlist(id);
      await until(() => page.text.includes('Nobody is waiting.'), 'all to be gone');
      expect(page.gone).to.deep.equal([]);
      expect(page.hasSearch).to.equal(false);
    });

    it('is no higher while most go', async () => {
      const { call, page, list } = await show(guests(120));
      const { height } = list.getBoundingClientRect();
      for (const { id } of guests(120).slice(2)) call.unlist(id);
      await until(() => page.count === '2 people are waiting', 'most to be gone');
      expect(page.gone).to.have.length.above(9);
      expect(list.getBoundingClientRect().height).to.be.within(height - 60, height + 60);
      await until(() => page.gone.length === 0, 'their rows to go');
      expect(page.hasSearch).to.equal(false);
    });

    it('can be decided about before all events have fired; then they fire', async () => {
      const { call, page, list } = await show(guests(200));
      log.clear();
      for (let index = 200; index < 1200; index += 1) call.knockFrom({ id: `p${index}`, name: `Person ${index}` });
      await until(() => page.count === '1,200 people are waiting', 'all to be counted');
      const answer = list.admit('p1199');
      call.acceptDecision('p1199');
      expect((await answer)[0]?.outcome).to.equal('admitted');
      const names = log.entries
        .filter(({ detail }) => (detail as { id?: string }).id === 'p1199')
        .map(({ name }) => name);
      expect(names).to.deep.equal(['daily-knock', 'daily-before-admit', 'daily-admitted']);
    });

    it('is admitted in several tasks and one message, so the page stays responsive; each decision has its own timeout from the start', async () => {
      const { call, list } = await show(guests(1000));
      const sent = (): number => call.answers.length;
      let asked = 0;
      list.addEventListener('daily-before-admit', () => (asked += 1));
      const answers = list.admitAll();
      const other = list.reject('p999');
      expect(asked, 'in the first task').to.be.within(1, 300);
      await until(() => sent() === 1000, 'all decisions to be sent');
      expect(call.calls('updateWaitingParticipants'), 'messages').to.have.length(1);
      for (const { id } of guests(1000)) call.acceptDecision(id);
      expect((await answers).map(({ id, outcome }) => `${id} ${outcome}`)).to.deep.equal(
        guests(1000).map(({ id }) => `${id} admitted`),
      );
      expect((await other).map(({ outcome }) => outcome)).to.deep.equal(['admitted']);
      expect(sent(), 'each once').to.equal(1000);
    });

    it('that is admitted at once gets one answer each', async () => {
      const { call, list } = await show(guests(150));
      const answers = list.admitAll();
      for (const { id } of guests(150)) call.acceptDecision(id);
      const outcomes = (await answers).map(({ outcome }) => outcome);
      expect(outcomes.length).to.equal(150);
      expect(new Set(outcomes)).to.deep.equal(new Set(['admitted']));
    });
  });
});
