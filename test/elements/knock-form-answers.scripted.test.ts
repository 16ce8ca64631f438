import '../../src/elements/knock-form/define.js';
import { expect } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, guestIn, knockForm, ROOM } from '../support/fixtures.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { nextTasks } from '../support/until.js';

describe('the answer to a knock at <daily-knock-form>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  const KNOCKED = ['daily-before-knock', 'idle → connecting', 'connecting → waiting', 'daily-waiting'];
  const LET_IN = [...KNOCKED, 'waiting → admitted', 'daily-admitted', 'daily-joined'];
  const TURNED_AWAY = [...KNOCKED, 'waiting → rejected', 'daily-rejected'];

  it('waits in the lobby, though Daily has fired joined-meeting', async () => {
    const { page, call, form } = await guestIn('waiting', daily);
    expect(log.eventsAndStates).to.deep.equal(KNOCKED);
    expect(log.details('daily-before-knock')).to.deep.equal([{ roomUrl: ROOM, userName: 'Ana' }]);
    expect(log.details('daily-waiting')).to.deep.equal([{ id: ME, name: 'Ana' }]);
    expect(log.isAllBy(form)).to.be.true;
    expect(call.calls('requestAccess')).to.deep.equal([[{ name: 'Ana' }]]);
    expect(page.heading).to.equal('Waiting to be let in');
    expect(page.buttonNames).to.deep.equal(['Microphone', 'Camera', 'Devices', 'Cancel']);
  });

  it('goes on waiting while Daily reports only the lobby', async () => {
    const { form, call } = await guestIn('waiting', daily);
    call.emit('access-state-updated', call.accessState());
    call.emit('joined-meeting');
    await nextTasks();
    expect(form.state).to.equal('waiting');
    expect(log.eventsAndStates).to.deep.equal(KNOCKED);
  });

  const ADMISSIONS: Record<string, (call: ScriptedCall) => void> = {
    'by the promise only': (call) => call.grantByPromise(),
    'by the event only': (call) => call.grantByEvent(),
    'by the promise, then the event': (call) => {
      call.grantByPromise();
      call.grantByEvent();
    },
    'by the event, then the promise': (call) => {
      call.grantByEvent();
      call.grantByPromise();
    },
    'by the event, told twice': (call) => {
      call.grantByEvent();
      call.grantByEvent();
    },
  };
  for (const [how, answer] of Object.entries(ADMISSIONS)) {
    it(`admitted ${how}`, async () => {
      const { form, page, call, outcome } = await guestIn('waiting', daily);
      answer(call);
      expect(await outcome).to.equal('admitted');
      await nextTasks();
      expect(log.eventsAndStates).to.deep.equal(LET_IN);
      expect(log.details('daily-admitted')).to.deep.equal([
        { role: 'guest', id: ME, name: 'Ana', waited: 0, knocked: true },
      ]);
      expect(log.details('daily-joined')).to.deep.equal([{ sessionId: ME, userName: 'Ana', owner: false }]);
      await page.reaches('admitted');
      expect(page.buttonNames).to.deep.equal(['Microphone', 'Camera', 'Devices', 'Leave']);
      expect(form.error).to.be.undefined;
    });
  }

  it('the promise, then the event in a later task: one event', async () => {
    const { call, outcome } = await guestIn('waiting', daily);
    call.grantByPromise();
    await outcome;
    await nextTasks();
    call.grantByEvent();
    await nextTasks();
    expect(log.eventsAndStates).to.deep.equal(LET_IN);
  });

  const REFUSALS: Record<string, (call: ScriptedCall) => void> = {
    'by the promise only': (call) => call.denyByPromise(),
    'by the event only': (call) => call.denyByEvent(),
    'by the promise, then the event': (call) => {
      call.denyByPromise();
      call.denyByEvent();
    },
    'by the event, then the promise': (call) => {
      call.denyByEvent();
      call.denyByPromise();
    },
  };
  for (const whose of ['its own call', "the page's call"] as const) {
    for (const [how, answer] of Object.entries(REFUSALS)) {
      it(`rejected ${how}, with ${whose}: no error, never left`, async () => {
        const { form, page } = await knockForm();
        const call = whose === 'its own call' ? undefined : new ScriptedCall();
        form.call = call?.asCall;
        const outcome = form.knock();
        const used = call ?? (await daily.made());
        await bringToLobby(used);
        await page.reaches('waiting');
        answer(used);
        expect(await outcome).to.equal('rejected');
        await nextTasks();
        expect(log.eventsAndStates).to.deep.equal(TURNED_AWAY);
        expect(log.details('daily-rejected')).to.deep.equal([{ role: 'guest', id: ME, name: 'Ana', waited: 0 }]);
        await page.rendered();
        expect(page.heading).to.equal('You were not let in this time');
        expect(page.buttonNames).to.deep.equal(['Knock again']);
        expect(page.allElements.find((each) => each.matches('[part~="avatar"]'))?.textContent.trim()).to.equal('A');
        expect(form.error).to.be.undefined;
      });
    }
  }

  it('the event of the refusal in a later task than the promise changes nothing', async () => {
    const { form, page } = await knockForm();
    const call = new ScriptedCall();
    form.call = call.asCall;
    const outcome = form.knock();
    await bringToLobby(call);
    await page.reaches('waiting');
    call.denyByPromise();
    await outcome;
    await nextTasks();
    call.denyByEvent();
    await nextTasks();
    expect(log.eventsAndStates).to.deep.equal(TURNED_AWAY);
    expect(form.state).to.equal('rejected');
  });

  it('knocks again with a new call object, the old one destroyed', async () => {
    const { page, call, form } = await guestIn('waiting', daily);
    call.denyByEvent();
    await page.reaches('rejected');
    log.clear();
    await page.press('Knock again');
    const second = await daily.made(2);
    expect(call.isDestroyed()).to.be.true;
    await bringToLobby(second);
    second.grantByPromise();
    await page.reaches('admitted');
    expect(second.calls('preAuth')[0]![0]).to.include({ url: ROOM, userName: 'Ana' });
    expect(log.events).to.deep.equal(['daily-before-knock', 'daily-waiting', 'daily-admitted', 'daily-joined']);
    expect(form.state).to.equal('admitted');
  });

  it("knocks again with the page's call, which is neither left nor destroyed", async () => {
    const { form, page } = await knockForm();
    const call = new ScriptedCall();
    form.call = call.asCall;
    void form.knock();
    await bringToLobby(call);
    call.denyByEvent();
    await page.reaches('rejected');
    await page.press('Knock again');
    await bringToLobby(call);
    call.grantByEvent();
    await page.reaches('admitted');
    expect(call.methods).to.deep.equal(['preAuth', 'join', 'requestAccess', 'preAuth', 'join', 'requestAccess']);
    expect(daily.calls).to.have.length(0);
  });

  it('the outcome event fires before the change of state', async () => {
    const { form, call, outcome } = await guestIn('waiting', daily);
    const seen: string[] = [];
    form.addEventListener('daily-admitted', () => seen.push(form.state));
    form.addEventListener('daily-joined', () => seen.push(form.state));
    call.grantByEvent();
    await outcome;
    expect(seen).to.deep.equal(['admitted', 'admitted']);
  });
});
