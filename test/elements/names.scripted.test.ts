import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import '../../src/elements/video-tile/define.js';
import { expect, fixtureCleanup, html } from '@open-wc/testing';
import { NAME_LENGTH } from '../../src/core/display-name.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeNotifications } from '../support/fake-notifications.js';
import { FakeSound } from '../support/fake-sound.js';
import { FakeVisibility } from '../support/fake-visibility.js';
import { bringToLobby, knockForm, ownerInCall, ROOM, videoTile } from '../support/fixtures.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { removeForGood } from '../support/timers.js';
import { until } from '../support/until.js';

const NOBODY = 'Guest without a name';
const LONG = 'x'.repeat(5000);

const WIDE = `${'﷽'.repeat(NAME_LENGTH)}…`;

/** As it stands in a sentence, if it runs from right to left: isolated, so that it turns nothing around it. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** What people call themselves, what is shown of it, and what is said of it if that is different. */
const NAMES: [what: string, name: string, shown: string, said?: string][] = [
  ['markup', '<img src=x onerror="window.hacked = 1">', '<img src=x onerror="window.hacked = 1">'],
  ['a script', '</bdi></li><script>window.hacked = 1</script>', '</bdi></li><script>window.hacked = 1</script>'],
  ['style', '<style>*{display:none}</style>', '<style>*{display:none}</style>'],
  ['an attribute', '" onclick="window.hacked = 1" x="', '" onclick="window.hacked = 1" x="'],
  ['a template', '${window.hacked = 1}{{constructor}}', '${window.hacked = 1}{{constructor}}'],
  ['a marker of the renderer', '<!--?lit$1$--><?lit$1$>', '<!--?lit$1$--><?lit$1$>'],
  ['the name of a member of every object', '__proto__', '__proto__'],
  ['direction turned and never turned back', '\u202eanA', 'anA'],
  ['isolates that are never closed', '\u2066\u2067\u2068Ana', 'Ana'],
  ['an isolate closed too often', 'Ana\u2069\u2069\u202c', 'Ana'],
  ['control characters', 'A\u0000n\u0007\u001b[2Ja\u007f', 'An[2Ja'],
  ['lines', 'Ana\n\nAllow all\r\n', 'Ana Allow all'],
  ['lone surrogates', '\udc00Ana\ud800', 'Ana'],
  ['5,000 characters without a blank', LONG, `${'x'.repeat(NAME_LENGTH)}…`],
  ['5,000 wide characters', '﷽'.repeat(5000), WIDE, isolated(WIDE)],
  ['another direction, with brackets to be turned', 'דנה (12', 'דנה (12', isolated('דנה (12')],
  ['a tower of marks', `Z${'\u0354'.repeat(500)}`, `Z${'\u0354'.repeat(4)}`],
  ['nothing', '', NOBODY],
  ['nothing to be seen', '\u200b\u3164\u2800\u00ad \u2028', NOBODY],
  ['fillers', '\u115f\u1160\uffa0\u{16fe4}', NOBODY],
  ['signs that are empty', '\u{1d159}\u{13441}\u{13442}\ufffc', NOBODY],
  ['tags and selectors that select nothing', '\u{e0041}\u{e007f} \ufe00\ufe0e\u{e0101}\u034f\u180b', NOBODY],
];

/** Names that look the same, or nearly so. */
const LOOK_ALIKES: [what: string, first: string, second: string][] = [
  ['a joiner inside', 'Ana', 'A\u200dna'],
  ['a non-joiner at the end', 'Ana', 'Ana\u200c'],
  ['tags inside', 'Ana', 'An\u{e0041}\u{e007f}a'],
  ['a variation selector inside', 'Ana', 'Ana\ufe0e'],
  ['the selectors of two presentations', '\u2764\ufe0e Ana', '\u2764\ufe0f Ana'],
  ['Cyrillic letters', 'Ana', '\u0410n\u0430'],
  ['Cyrillic capitals', 'ANA', '\u0410N\u0410'],
  ['a Greek letter', 'Otto', '\u039ftto'],
  ['Cherokee and Lisu letters', 'ANA', '\u13aaN\ua4ee'],
  ['all of it Cyrillic', 'cop', '\u0441\u043e\u0440'],
  ['wide letters', 'Bob', '\uff22\uff4f\uff42'],
  ['mathematical letters', 'Ana', '\u{1d400}\u{1d427}\u{1d41a}'],
  ['a wide letter and a Cyrillic one', 'Bea', '\uff22\u0435\uff41'],
  ['a capital I for an l', 'Paul', 'PauI'],
  ['a 1 for an l', 'Paul', 'Pau1'],
  ['a 0 for an O', 'Otto', '0tto'],
  ['rn for an m', 'Mamie', 'Marnie'],
  ['another hyphen', 'Ana-Maria', 'Ana\u2011Maria'],
  ['another blank', 'Ana Bell', 'Ana\u2003Bell'],
  ['another apostrophe', 'O\u2019Neill', "O'Neill"],
  ['an accent of its own', 'Jos\u00e9', 'Jose\u0301'],
  ['an accent that is another', 'Jos\u00e9', 'Jos\u0435\u0341'],
  ['an i without its dot, which has one', 'Ivi', 'Iv\u0131'],
];

const twinOf = (name: string): string => `${name}, number 1 of this name`;

describe('guests’ names', () => {
  afterEach(() => removeForGood(fixtureCleanup));

  const daily = eachTest(() => new FakeDaily());
  const sound = eachTest(() => new FakeSound());
  const notifications = eachTest(() => new FakeNotifications());
  eachTest(() => new FakeVisibility(false));
  const log = eachTest(() => new EventLog());
  let title: string;

  beforeEach(() => {
    title = document.title;
    document.title = 'Consulting';
  });

  afterEach(() => {
    document.title = title;
  });

  const open = (width = 'auto') =>
    ownerInCall(daily, {
      template: html`<daily-owner-room
        style="inline-size: ${width}"
        alerts="sound title notification"
        room-url=${ROOM}
        user-name="Olga"
      ></daily-owner-room>`,
    });
  const notOwn = () => Reflect.has(globalThis, 'hacked');

  for (const [what, name, shown, said = shown] of NAMES) {
    it(`${what}: text in the list, the notification and the title, within its place`, async () => {
      const { room, page, call } = await open('320px');
      const list = await page.waitingList();
      await until(() => list.bar, 'the bar');
      const before = room.clientHeight;
      call.knockFrom({ id: 'x', name });
      await until(() => notifications.open.length > 0, 'the notification');
      call.knockFrom({ id: 'b', name: 'Bea' });
      await page.rendered();
      await list.rendered();
      expect(list.names, 'in the bar').to.deep.equal([shown.replace(/\s+/g, ' ')]);
      expect(room.clientHeight, 'a knock moves nothing').to.equal(before);
      await list.openSheet();
      expect(list.names).to.deep.equal([shown.replace(/\s+/g, ' '), 'Bea']);
      const guest = shown === NOBODY ? 'without a name' : said;
      expect(list.row(list.names[0]!).buttons).to.deep.equal([`Allow guest ${guest}`, `Deny guest ${guest}`]);
      expect(list.injectedElements, 'elements in a name').to.equal(0);
      expect(notOwn(), 'something has run').to.be.false;
      const [mine, other] = [...list.element.shadowRoot!.querySelectorAll('li')];
      expect(mine!.scrollWidth, 'width of the row').to.be.at.most(mine!.clientWidth);
      expect(list.element.scrollWidth, 'width of the list').to.be.at.most(list.element.clientWidth);
      expect(mine!.offsetHeight, 'height of the row').to.be.at.most(other!.offsetHeight * 6);
      expect(getComputedStyle(mine!.querySelector('bdi')!).unicodeBidi).to.equal('isolate');
      expect(notifications.open.map((one) => one.title)).to.deep.equal([`${said} is knocking`]);
      expect(document.title).to.equal('(2) Consulting');
    });

    it(`${what}: text on a picture, within it`, async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'x', name });
      const page = await videoTile(call, 'x');
      page.element.style.inlineSize = '160px';
      expect(page.label).to.equal(shown);
      expect(page.accessibleName).to.equal(`${said}, camera off, microphone off`);
      expect(page.element.shadowRoot!.querySelectorAll('bdi *, img, script')).to.have.length(0);
      expect(notOwn(), 'something has run').to.be.false;
      const [label, frame] = ['.label', '.tile'].map((part) =>
        page.element.shadowRoot!.querySelector(part)!.getBoundingClientRect(),
      );
      expect(label!.right).to.be.at.most(frame!.right + 0.5);
      expect(label!.left).to.be.at.least(frame!.left - 0.5);
      expect(label!.top).to.be.at.least(frame!.top - 0.5);
    });
  }

  it('events, methods and properties carry a name as it came', async () => {
    const { room, call } = await open();
    const name = '<b>A\u202ena</b>';
    call.knockFrom({ id: 'x', name });
    expect(log.details('daily-knock').map((knock) => knock.name)).to.deep.equal([name]);
    expect(room.waitingParticipants.map((person) => person.name)).to.deep.equal([name]);
  });

  it('half of a surrogate pair is sent as what stands for it, for daily-js fails at it', async () => {
    const { form } = await knockForm(
      html`<daily-knock-form room-url=${ROOM} user-name=${'A\ud83dna 🙂'}></daily-knock-form>`,
    );
    void form.knock();
    const call = await daily.made();
    await bringToLobby(call);
    const name = 'A\ufffdna 🙂';
    expect(call.calls('preAuth')[0]![0]).to.include({ userName: name });
    expect(call.calls('join')[0]![0]).to.include({ userName: name });
    expect(call.calls('requestAccess')).to.deep.equal([[{ name }]]);
    expect(log.details('daily-before-knock')).to.deep.equal([{ roomUrl: ROOM, userName: name }]);
  });

  describe('that are alike', () => {
    const ALIKE: [what: string, names: string[]][] = [
      ['twins', ['Ana', 'Ana', 'Ana']],
      ['twins in another spelling', ['Ana', 'ANA', 'A\u200bna']],
      ['one who calls themselves as a twin is called', ['Ana', 'Ana', twinOf('Ana')]],
      ['two who call themselves as a twin is called', ['Ana', twinOf('Ana'), twinOf('Ana')]],
      ['one who is called a twin of one who is called a twin', ['Ana', twinOf('Ana'), twinOf(twinOf('Ana'))]],
      [
        'one who calls themselves as a twin is called, in other letters',
        ['Ana', 'Ana', '\u0410na, nurnber l of this name'],
      ],
      ['one who calls themselves as a twin sounds', ['Ana', 'Ana', 'ANA number 2 of this name.']],
      ['those without a name, and one who says so', ['', '\u200b', NOBODY]],
      ['one without a name, and one who calls themselves so', ['', 'Without a name']],
      ['those who call themselves all', ['all', 'ALL', 'Bea']],
      ['one who calls themselves a guest', ['Ana', 'guest Ana']],
    ];
    for (const [what, names] of ALIKE) {
      it(`${what}: no two buttons have the same name`, async () => {
        const { page, call } = await open();
        names.forEach((name, index) => call.knockFrom({ id: `x${index}`, name }));
        await page.rendered();
        const list = await page.waitingList();
        if (names.some((name) => name.startsWith('\u0410'))) await until(() => list.numbers[2] !== '', 'the numbers');
        const buttons = list.buttonNames.map((name) =>
          name
            .toLowerCase()
            .replace(/[\p{P}\s]+/gu, ' ')
            .trim(),
        );
        expect(buttons).to.have.length(2 + 2 * names.length);
        expect(new Set(buttons).size, buttons.join(' | ')).to.equal(buttons.length);
      });
    }

    for (const [what, first, second] of LOOK_ALIKES) {
      it(`${what}: both are numbered, visibly and in their labels`, async () => {
        const { page, call } = await open();
        [first, 'Zoe', second].forEach((name, index) => call.knockFrom({ id: `x${index}`, name }));
        const list = await page.waitingList();
        await until(() => list.numbers[0] !== '', 'the numbers');
        expect(list.numbers).to.deep.equal(['number 1 of this name', '', 'number 2 of this name']);
        expect(list.rows.map(({ buttons: [allow] }) => / number \d of this name$/.test(allow!))).to.deep.equal([
          true,
          false,
          true,
        ]);
      });
    }

    it('to the owner, or to a person in the call: numbered', async () => {
      const { page, call } = await open();
      call.participantJoins({ id: 'gus', name: 'Gus' });
      ['0lga', 'Bea', 'Gus'].forEach((name, index) => call.knockFrom({ id: `x${index}`, name }));
      const list = await page.waitingList();
      await until(() => list.numbers[0], 'the numbers');
      expect(list.numbers).to.deep.equal(['number 2 of this name', '', 'number 2 of this name']);
      expect(list.row('Gus').buttons).to.deep.equal([
        'Allow guest Gus, number 2 of this name',
        'Deny guest Gus, number 2 of this name',
      ]);
    });

    it('an admitted guest is not a duplicate of themselves', async () => {
      const { page, call } = await open();
      call.knockFrom({ id: 'gus', name: 'Gus' });
      call.participantJoins({ id: 'gus', name: 'Gus' });
      call.knockFrom({ id: 'bea', name: 'Bea' });
      const list = await (await page.waitingList()).rendered();
      expect(list.numbers.filter(Boolean)).to.deep.equal([]);
    });

    it('except for a joiner: found together', async () => {
      const { page, call } = await open();
      call.listSilently(Array.from({ length: 60 }, (_, index) => ({ id: `x${index}`, name: `Person ${index}` })));
      call.knockFrom({ id: 'a', name: 'Ana' });
      call.knockFrom({ id: 'b', name: 'A\u200dna' });
      const list = await (await page.waitingList()).rendered();
      list.search('ana');
      await list.rendered();
      expect(list.names).to.have.length(2);
    });

    it('the answered duplicate is the one whose button was pressed', async () => {
      const { page, call } = await open();
      for (const id of ['first', 'second']) call.knockFrom({ id, name: 'Ana' });
      await page.rendered();
      await (await page.waitingList()).press('Deny guest Ana, number 2 of this name');
      expect(call.answers).to.deep.equal([['second', { grantRequestedAccess: false }]]);
    });
  });

  describe('a thousand knocks in a second', () => {
    const COUNT = 1000;
    const TURNS = 10;

    /** In tasks of their own, as they come from the network; between them the page must get its turn. */
    async function knockMany(knock: (index: number) => void): Promise<number> {
      let turns = 0;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => (turns += 1);
      for (let index = 0; index < COUNT; index += 1) {
        knock(index);
        if ((index + 1) % (COUNT / TURNS) !== 0) continue;
        channel.port2.postMessage('');
        await until(() => turns === ((index + 1) * TURNS) / COUNT, 'the turn of the page');
      }
      channel.port1.close();
      return turns;
    }

    it('from one person who leaves and returns: one row, and one alert', async () => {
      const { room, page, call } = await open();
      const turns = await knockMany((index) => {
        if (index % 2 === 0) call.knockFrom({ id: 'x', name: 'Eve' });
        else call.unlist('x');
      });
      call.knockFrom({ id: 'x', name: 'Eve' });
      await page.rendered();
      expect(turns).to.equal(TURNS);
      expect((await page.waitingList()).names).to.deep.equal(['Eve']);
      expect(room.waitingParticipants).to.have.length(1);
      expect(sound.notes, 'notes of the bell').to.be.at.most(4);
      expect(notifications.open).to.have.length.at.most(1);
      expect(document.title).to.equal('(1) Consulting');
    });

    it('from one person under new names: one event, one row', async () => {
      const { page, call } = await open();
      call.knockFrom({ id: 'x', name: 'Eve' });
      const list = await page.waitingList();
      let changes = 0;
      const observer = new MutationObserver((records) => (changes += records.length));
      observer.observe(list.element.shadowRoot!, { subtree: true, childList: true });
      await knockMany((index) => call.rename('x', `Eve ${index}`));
      await list.rendered();
      observer.disconnect();
      expect(list.names).to.deep.equal([`Eve ${COUNT - 1}`]);
      expect(log.details('daily-knock')).to.have.length(1);
      expect(changes, 'rows rendered again').to.be.at.most(COUNT / 10);
      expect(sound.notes, 'notes of the bell').to.equal(2);
    });

    it('from a thousand sessions of one name: all numbered, and one alert', async () => {
      const { page, call } = await open();
      const began = performance.now();
      const turns = await knockMany((index) => call.knockFrom({ id: `x${index}`, name: 'Eve' }));
      const took = performance.now() - began;
      const list = await (await page.waitingList()).rendered();
      expect(turns).to.equal(TURNS);
      await until(() => list.count === '1,000 people are waiting', 'all to be counted');
      await list.rendered();
      expect(page.element.waitingParticipants).to.have.length(COUNT);
      expect(list.names, 'as many as are seen, and some').to.have.length.within(50, COUNT / 2);
      expect(new Set(list.buttonNames).size, 'no two buttons sound alike').to.equal(list.buttonNames.length);
      await until(() => document.title === '(1,000) Consulting', 'the number in the title');
      const rings = 1 + Math.floor(took / 4000);
      expect(sound.notes, 'notes of the bell').to.be.at.most(2 * rings);
      expect(notifications.open).to.have.length(1);
    });

    it('from a thousand sessions, all of them answered at once', async () => {
      const { page, call } = await open();
      call.listSilently(Array.from({ length: COUNT }, (_, index) => ({ id: `x${index}`, name: 'Eve' })));
      call.repeatKnockFrom('x0');
      const list = await (await page.waitingList()).rendered();
      await until(() => document.title === '(1,000) Consulting', 'the number in the title');
      await list.all('Deny');
      await until(() => call.answers.length === COUNT, 'all decisions to be sent');
      for (let index = 0; index < COUNT; index += 1) call.acceptDecision(`x${index}`);
      await list.shows('Nobody is waiting.');
      expect(document.title).to.equal('Consulting');
    });
  });
});
