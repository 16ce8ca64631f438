import '../../src/define.js';
import { expect } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, ownerInCall, waitingList } from '../support/fixtures.js';
import { ANA } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { until } from '../support/until.js';

const BEN = { id: 'b', name: 'Ben' };
const CEM = { id: 'c', name: 'Cem' };

describe('announcements', () => {
  const daily = eachTest(() => new FakeDaily());

  it('announce a knock, and several knocks together', async () => {
    const { page, call } = await ownerInCall(daily);
    call.knockFrom(ANA);
    await page.announces('Ana is knocking');
    call.knockFrom(BEN);
    call.knockFrom(CEM);
    await page.announces('Knocking: Ben and Cem.');
  });

  it('announce guests who waited before the owner joined', async () => {
    const { page } = await ownerInCall(daily, { waiting: [ANA, BEN] });
    await page.announces('Knocking: Ana and Ben.');
  });

  it('announce each outcome', async () => {
    const { page, call, room } = await ownerInCall(daily, { waiting: [ANA, BEN, CEM] });
    await page.announces('Knocking: Ana, Ben, and Cem.');
    void room.admit('a');
    void room.reject('b');
    call.acceptDecision('a');
    call.acceptDecision('b');
    call.unlist('c');
    await page.announces('Let in: Ana.');
    await page.announces('Turned away: Ben. No longer waiting: Cem.');
  });

  it('announce more than three guests by their number', async () => {
    const { page, call, room } = await ownerInCall(daily, { waiting: [ANA] });
    await page.announces('Ana is knocking');
    const four = ['Dina', 'Eli', 'Finn', 'Gül'].map((name) => ({ id: name, name }));
    for (const person of four) call.knockFrom(person);
    await page.announces('5 people are waiting');
    void room.admitAll();
    for (const { id } of [ANA, ...four]) call.acceptDecision(id);
    await page.announces('Let in: 5.');
  });

  it('skip a guest who left before the announcement', async () => {
    const { page, call, room } = await ownerInCall(daily);
    call.knockFrom(ANA);
    void room.admit('a');
    call.acceptDecision('a');
    call.knockFrom(BEN);
    await page.announces('Ben is knocking Let in: Ana.');
  });

  it('announce a guest’s state, and the answer', async () => {
    const { page, call } = await guestIn('waiting', daily);
    await page.announces(
      'Waiting to be let in Your knock has been sent. As soon as the host lets you in, you are in the call.',
    );
    call.grantByPromise();
    await page.reaches('admitted');
    await page.announces('You have been let in');
  });

  it('are not left behind by a state that is over', async () => {
    const { page, form } = await guestIn('waiting', daily);
    await until(() => page.announcement, 'the wait');
    form.cancel();
    await page.reaches('idle');
    expect(page.announcement).to.equal('');
  });

  it('do not repeat the heading that has received the focus', async () => {
    const { page, call } = await guestIn('waiting', daily);
    page.button('Cancel').focus();
    call.denyByPromise();
    await page.reaches('rejected');
    expect(page.focused).to.equal('You were not let in this time');
    await page.announces('The host cannot take you right now. You may knock again.');
  });

  it('use one live region in all states', async () => {
    const { page, call, form } = await guestIn('waiting', daily);
    const region = form.shadowRoot!.querySelector('[data-live]');
    call.grantByPromise();
    await page.reaches('admitted');
    await until(() => page.announcement, 'the answer');
    expect([...form.shadowRoot!.querySelectorAll('[data-live]')]).to.deep.equal([region]);
  });

  it('have their live regions before the first text', async () => {
    const { page, call } = await ownerInCall(daily);
    expect(page.missingLiveRegions).to.deep.equal([]);
    expect(page.status('interrupted')).to.equal('');
    call.network('interrupted');
    await until(() => page.status('interrupted') !== '', 'the text');
  });

  it('are made by a list with a call of its own', async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const page = await waitingList(call);
    call.knockFrom(ANA);
    await page.announces('Ana is knocking');
  });

  it('are not repeated by the list of a call element', async () => {
    const { page, call } = await ownerInCall(daily);
    const list = await page.waitingList();
    call.knockFrom(ANA);
    await page.announces('Ana is knocking');
    expect(list.announcement).to.equal('');
    expect(list.count).to.equal('1 person is waiting');
  });
});

describe('focus in the waiting list', () => {
  it('goes to the row of whoever comes next, when somebody leaves by themselves', async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA, BEN]);
    const page = await waitingList(call);
    page.button('Deny guest Ana').focus();
    call.unlist('a');
    await page.rendered();
    expect(page.focused).to.equal('Ben');
    call.unlist('b');
    await page.rendered();
    expect(page.focused).to.equal('Waiting room');
  });

  it('moves to the next row after a decision', async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA, BEN, CEM]);
    const page = await waitingList(call);
    await page.deny('Ben');
    call.acceptDecision('b');
    await page.rendered();
    expect(page.focused).to.equal('Cem');
    await page.deny('Cem');
    call.acceptDecision('c');
    await page.rendered();
    expect(page.focused).to.equal('Ana');
  });
});
