import '../../src/elements/owner-room/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { DailyKnockError } from '../../src/core/errors.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import { en } from '../../src/i18n/en.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { ownerConnecting, ownerInCall, ownerRoom, ROOM, TOKEN } from '../support/fixtures.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { removeForGood, Timers } from '../support/timers.js';
import { listRead, nextTasks, rejection, until } from '../support/until.js';

const blank = html`<daily-owner-room></daily-owner-room>`;
const FIELDS = ['Your name', 'Room link', 'Owner token'];

describe('joining with <daily-owner-room>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  describe('the form', () => {
    it('has fields for what the page has not set', async () => {
      const { room, page } = await ownerRoom(blank);
      expect(page.labels).to.deep.equal(FIELDS);
      room.roomUrl = ROOM;
      await page.rendered();
      expect(page.labels).to.deep.equal(['Your name', 'Owner token']);
      room.token = TOKEN;
      await page.rendered();
      expect(page.labels).to.deep.equal(['Your name']);
      room.token = undefined;
      room.getToken = () => Promise.resolve(TOKEN);
      await page.rendered();
      expect(page.labels).to.deep.equal(['Your name']);
    });

    const WORDS: Record<string, string> = {
      'Your name': 'Enter your name',
      'Room link': 'This is not a link to a room',
      'Owner token': 'Enter your owner token',
    };
    const CASES: { title: string; fill: Record<string, string>; wrong: string[]; code: string }[] = [
      { title: 'nothing', fill: {}, wrong: FIELDS, code: 'missing-name' },
      {
        title: 'no name',
        fill: { 'Room link': ROOM, 'Owner token': TOKEN },
        wrong: ['Your name'],
        code: 'missing-name',
      },
      {
        title: 'a link that is none',
        fill: { 'Your name': 'Olga', 'Room link': 'room', 'Owner token': TOKEN },
        wrong: ['Room link'],
        code: 'invalid-room-url',
      },
      {
        title: 'a blank token',
        fill: { 'Your name': 'Olga', 'Room link': ROOM, 'Owner token': ' ' },
        wrong: ['Owner token'],
        code: 'missing-token',
      },
    ];
    for (const { title, fill, wrong, code } of CASES) {
      it(`${title}: shows an error beside each field, focuses the first, and sends nothing`, async () => {
        const { room, page } = await ownerRoom(blank);
        for (const [label, value] of Object.entries(fill)) page.fill(label, value);
        await page.join();
        await nextTasks();
        expect(FIELDS.filter((label) => page.isMarkedWrong(label))).to.deep.equal(wrong);
        const words = fill['Room link'] ? WORDS : { ...WORDS, 'Room link': 'Enter the room link' };
        for (const label of wrong) expect(page.problemAt(label)).to.include(words[label]);
        expect(page.focused).to.equal(wrong[0]);
        expect(log.eventsAndStates).to.deep.equal(['daily-error']);
        expect(log.details('daily-error')[0]!.error).to.include({ code, fatal: false });
        expect(room.state).to.equal('idle');
        expect(daily.calls).to.have.length(0);
      });
    }

    it('joins with what was typed', async () => {
      const { page } = await ownerRoom(blank);
      page.fillName(' Olga ');
      page.fillLink('example.daily.co/consulting');
      page.fillToken(` ${TOKEN} `);
      await page.join();
      const call = await daily.made();
      await call.asked('join');
      expect(call.calls('join')[0]![0]).to.deep.include({ url: ROOM, userName: 'Olga', token: TOKEN });
      expect(call.calls('preAuth')).to.have.length(0);
    });

    it('join() rejects with the first field error', async () => {
      const { room } = await ownerRoom(blank);
      const error = await rejection(room.join({ roomUrl: ROOM, userName: 'Olga' }));
      expect(error).to.be.instanceOf(DailyKnockError).and.to.include({ code: 'missing-token', fatal: false });
    });
  });

  it('fires its events in this order', async () => {
    const { room, page, call } = await ownerConnecting(daily);
    expect(page.heading).to.equal('Joining the room…');
    expect(page.buttonNames).to.deep.equal(['Cancel']);
    const joined = room.join();
    call.enter('full', { name: 'Olga', owner: true });
    await joined;
    expect(log.eventsAndStates).to.deep.equal(['idle → connecting', 'connecting → joined', 'daily-joined']);
    expect(log.details('daily-joined')).to.deep.equal([{ sessionId: ME, userName: 'Olga', owner: true }]);
    expect(room.getAttribute('state')).to.equal('joined');
    expect(room.matches(':state(joined)')).to.be.true;
    await page.rendered();
    expect(page.tileIds).to.deep.equal(['local']);
    expect(page.hasWaitingList).to.be.true;
    expect(page.callButtonNames).to.deep.equal(['Microphone', 'Camera', 'Devices', 'Leave', 'Copy link']);
    expect(page.alerts).to.deep.equal([]);
  });

  it('a second join() during the first gets its promise', async () => {
    const { room, call, joined } = await ownerConnecting(daily);
    expect(room.join({ userName: 'Somebody else' })).to.equal(joined);
    call.enter('full', { owner: true });
    await joined;
    await room.join();
    expect(daily.calls).to.have.length(1);
    expect(log.events).to.deep.equal(['daily-joined']);
  });

  it('arguments of join() take precedence over properties', async () => {
    const { room } = await ownerRoom();
    room.token = 'of the page';
    void room.join({ roomUrl: 'https://example.daily.co/other', userName: 'Paul', token: TOKEN });
    const call = await daily.made();
    await call.asked('join');
    expect(call.calls('join')[0]![0]).to.include({
      url: 'https://example.daily.co/other',
      userName: 'Paul',
      token: TOKEN,
    });
  });

  for (const nothing of [null, undefined]) {
    it(`what the page sets to ${nothing} counts as empty`, async () => {
      const { room, page } = await ownerRoom();
      Object.assign(room, { roomUrl: nothing, userName: nothing, token: nothing, alerts: nothing, guestLink: nothing });
      await page.rendered();
      expect(page.labels).to.deep.equal(['Your name', 'Room link', 'Owner token']);
      expect(await rejection(room.join())).to.include({ code: 'missing-name' });
    });

    it(`join() with ${nothing} takes the properties`, async () => {
      const { room } = await ownerRoom();
      room.token = TOKEN;
      room.join({ roomUrl: nothing, userName: nothing, token: nothing } as never).catch(() => {});
      expect(room.join(nothing as never)).to.equal(room.join());
      const call = await daily.made();
      await call.asked('join');
      expect(call.calls('join')[0]![0]).to.include({ url: ROOM, userName: 'Olga', token: TOKEN });
    });
  }

  it('passes the choices of page and visitor to Daily', async () => {
    const { room } = await ownerRoom(
      html`<daily-owner-room start-video-off start-audio-off room-url=${ROOM} user-name="Olga"></daily-owner-room>`,
    );
    room.token = TOKEN;
    room.callOptions = { dailyConfig: { avoidEval: true } };
    void room.join();
    const call = await daily.made();
    await call.asked('join');
    expect(daily.options[0]).to.deep.include({ allowMultipleCallInstances: true, dailyConfig: { avoidEval: true } });
    expect(call.calls('join')[0]![0]).to.include({ startVideoOff: true, startAudioOff: true });
  });

  it('a camera switched off while the token is being fetched is off in the call', async () => {
    const { room, page } = await ownerRoom();
    let answer: (token: string) => void = () => {};
    room.getToken = () => new Promise((resolve) => (answer = resolve));
    void room.join();
    room.setCamera(false);
    answer(TOKEN);
    const call = await daily.made();
    await call.asked('join');
    call.enter('full', { owner: true });
    await page.reaches('joined');
    const joinedOff = (call.calls('join')[0]![0] as Record<string, unknown>)['startVideoOff'] === true;
    expect(joinedOff || call.calls('setLocalVideo').at(-1)?.[0] === false).to.be.true;
  });

  it("cancelled at once: nothing is sent with the page's call", async () => {
    const { room } = await ownerRoom();
    const call = new ScriptedCall();
    room.call = call.asCall;
    room.token = TOKEN;
    const joined = room.join();
    void room.leave();
    expect(await rejection(joined)).to.include({ code: 'aborted' });
    await nextTasks();
    expect(call.methods).not.to.include('join');
  });

  describe('ends early', () => {
    for (const [how, end] of [
      ['by leave()', (owner: { room: HTMLElement & { leave(): Promise<void> } }) => void owner.room.leave()],
      ['by removal from the page', (owner: { room: HTMLElement }) => owner.room.remove()],
    ] as const) {
      it(`${how}: aborted, and the call is destroyed`, async () => {
        const owner = await ownerConnecting(daily);
        log.clear();
        end(owner);
        expect(await rejection(owner.joined)).to.include({ code: 'aborted', fatal: false });
        await until(() => owner.call.isDestroyed(), 'the call object to be destroyed');
        expect(owner.room.state).to.equal('idle');
        expect(log.events).to.deep.equal([]);
      });
    }

    it('in a listener of the change to joined: aborted, and never left', async () => {
      const { room, page, call, joined } = await ownerConnecting(daily);
      document.addEventListener('daily-state-change', () => void room.leave(), { once: true });
      call.enter('full', { name: 'Olga', owner: true });
      expect(await rejection(joined)).to.include({ code: 'aborted' });
      await page.rendered();
      expect(log.eventsAndStates).to.deep.equal(['idle → connecting', 'connecting → joined', 'joined → idle']);
      expect(page.heading).not.to.equal(en.leftHeading);
    });

    it('by the button', async () => {
      const { page, joined } = await ownerConnecting(daily);
      await page.press('Cancel');
      expect(await rejection(joined)).to.include({ code: 'aborted' });
      expect(page.labels).to.deep.equal(['Your name']);
    });
  });

  describe('fails', () => {
    it('with an error of Daily: once, with an explanation and Try again', async () => {
      const { room, page, call, joined } = await ownerConnecting(daily);
      log.clear();
      call.fatal('exp-token');
      expect(await rejection(joined)).to.equal(room.error);
      await nextTasks();
      expect(room.error).to.include({ code: 'exp-token', fatal: true });
      expect(log.eventsAndStates).to.deep.equal(['connecting → failed', 'daily-error']);
      await page.rendered();
      expect(page.alerts.join()).to.include('Your token has run out');
      expect(page.buttonNames).to.deep.equal(['Try camera and microphone', 'Try again']);
      await until(() => call.isDestroyed(), 'the call object to be destroyed');
    });

    it('when join() rejects with undefined', async () => {
      const { call, joined } = await ownerConnecting(daily);
      call.failJoin(undefined);
      expect(await rejection(joined)).to.include({ code: 'connection-error', fatal: true });
      expect(log.errorCodes).to.deep.equal(['connection-error']);
    });

    it('when the token only gives access to the lobby', async () => {
      const { call, joined } = await ownerConnecting(daily);
      call.enter('lobby');
      expect(await rejection(joined)).to.include({ code: 'not-allowed' });
      expect(log.events).to.deep.equal(['daily-error']);
    });

    it('in the call: error, then left', async () => {
      const { page, call } = await ownerInCall(daily);
      log.clear();
      call.fatal('ejected');
      call.emit('left-meeting');
      await page.reaches('failed');
      await nextTasks();
      expect(log.eventsAndStates).to.deep.equal(['joined → failed', 'daily-error', 'daily-left']);
      expect(log.details('daily-left')).to.deep.equal([{ reason: 'ejected' }]);
      expect(page.alerts.join()).to.include('The host has ended your part in this call');
    });

    it('not with a camera error: fires it, and joins', async () => {
      const { page, call, joined } = await ownerConnecting(daily);
      call.cameraError('not-found');
      call.enter('full', { owner: true });
      await joined;
      await page.rendered();
      expect(log.events).to.deep.equal(['daily-error', 'daily-joined']);
      expect(page.alerts.join()).to.include('No camera or microphone was found');
    });
  });

  describe('auto-join', () => {
    const auto = html`<daily-owner-room auto-join room-url=${ROOM}></daily-owner-room>`;

    /** An owner who has joined automatically, and left. */
    async function left(means: Partial<Pick<DailyOwnerRoom, 'token' | 'getToken'>>): Promise<DailyOwnerRoom> {
      const { room, page } = await ownerRoom(auto);
      Object.assign(room, means);
      const call = await daily.made();
      await call.asked('join');
      call.enter('full', { owner: true });
      await page.reaches('joined');
      await page.press('Leave');
      await page.reaches('idle');
      return room;
    }

    it('needs link and token, and no name', async () => {
      const { room } = await ownerRoom(auto);
      await nextTasks();
      expect(daily.calls, 'before the token').to.have.length(0);
      room.token = TOKEN;
      const call = await daily.made();
      await call.asked('join');
      expect(call.calls('join')[0]![0]).to.include({ url: ROOM, token: TOKEN }).and.not.to.have.property('userName');
      expect(log.errorCodes).to.deep.equal([]);
    });

    it('joins with getToken', async () => {
      const { room } = await ownerRoom(auto);
      room.getToken = () => Promise.resolve(TOKEN);
      const call = await daily.made();
      await call.asked('join');
      expect(call.calls('join')[0]![0]).to.include({ token: TOKEN });
    });

    it('does not join again after Leave', async () => {
      await left({ token: TOKEN });
      await nextTasks();
      expect(daily.calls).to.have.length(1);
    });

    it('does not join again after Leave when a framework sets `getToken` anew, but for another room', async () => {
      const room = await left({ getToken: () => Promise.resolve(TOKEN) });
      room.getToken = () => Promise.resolve(TOKEN);
      await room.updateComplete;
      await nextTasks();
      expect(daily.calls).to.have.length(1);
      room.roomUrl = `${ROOM}-2`;
      await until(() => daily.calls.length === 2, 'the other room');
    });

    it('joins with a call that the page sets after it has started', async () => {
      const { room } = await ownerRoom(auto);
      room.token = TOKEN;
      await (await daily.made()).asked('join');
      const call = new ScriptedCall();
      room.call = call.asCall;
      await call.asked('join');
    });

    it('joins again with another link to the same room after a failure', async () => {
      const { room, page } = await ownerRoom(auto);
      room.token = TOKEN;
      const call = await daily.made();
      await call.asked('join');
      call.fatal('exp-token');
      await page.reaches('failed');
      room.roomUrl = `${ROOM}?t=fresh`;
      await (await daily.made(2)).asked('join');
    });

    it('joins again after Leave when it is switched off and on', async () => {
      const room = await left({ token: TOKEN });
      room.autoJoin = false;
      await room.updateComplete;
      room.autoJoin = true;
      await until(() => daily.calls.length === 2, 'another join');
    });
  });

  describe('in the page', () => {
    it('stays in the call when moved', async () => {
      const { room, page, call } = await ownerInCall(daily, { waiting: [{ id: 'a', name: 'Ana' }] });
      const elsewhere = await fixture(html`<section></section>`);
      log.clear();
      elsewhere.append(room);
      await nextTasks();
      expect(room.state).to.equal('joined');
      expect(call.isDestroyed()).to.be.false;
      expect(log.eventsAndStates).to.deep.equal([]);
      expect((await page.waitingList()).names).to.deep.equal(['Ana']);
    });

    it('leaves and destroys its call when removed, and can join again when put back', async () => {
      const { room, page, call } = await ownerInCall(daily);
      const parent = room.parentElement!;
      room.remove();
      await until(() => call.isDestroyed(), 'the call object to be destroyed');
      expect(room.state).to.equal('idle');
      expect(call.listenerCount()).to.equal(0);
      parent.append(room);
      const again = room.join();
      const second = await daily.made(2);
      await second.asked('join');
      second.enter('full', { owner: true });
      await again;
      await page.reaches('joined');
    });

    it('join() rejects outside of a page', async () => {
      const room = document.createElement('daily-owner-room');
      const error = await rejection(room.join({ roomUrl: ROOM, userName: 'Olga', token: TOKEN }));
      expect(error).to.include({ code: 'aborted' });
      expect(daily.calls).to.have.length(0);
    });
  });

  describe("the page's call", () => {
    it('that is in the room already is shown at once, with the waiting guests', async () => {
      const { room, page } = await ownerRoom(blank);
      const call = ScriptedCall.inRoom({ owner: true, name: 'Olga' }, [{ id: 'a', name: 'Ana' }]);
      room.call = call.asCall;
      await page.reaches('joined');
      expect(log.eventsAndStates).to.deep.equal(['idle → joined', 'daily-joined', 'daily-knock']);
      expect((await page.waitingList()).names).to.deep.equal(['Ana']);
    });

    it('is joined by join(), left by Leave, and never destroyed', async () => {
      const { room, page } = await ownerRoom();
      const call = new ScriptedCall();
      room.call = call.asCall;
      room.token = TOKEN;
      const joined = room.join();
      await call.asked('join');
      call.enter('full', { owner: true });
      await joined;
      await page.press('Leave');
      await page.reaches('idle');
      await removeForGood(() => room.remove());
      expect(call.methods).to.deep.equal(['join', 'leave']);
      expect(call.listenerCount()).to.equal(0);
      expect(daily.calls).to.have.length(0);
    });

    it('that the page is just joining: join() waits for that', async () => {
      const { room } = await ownerRoom();
      const call = new ScriptedCall();
      room.call = call.asCall;
      room.token = TOKEN;
      void call.join();
      const joined = room.join();
      await nextTasks();
      expect(room.state).to.equal('connecting');
      call.enter('full', { name: 'Olga', owner: true });
      await joined;
      expect(call.calls('join')).to.have.length(1);
      expect(log.events).to.deep.equal(['daily-joined']);
    });

    describe('while it is being left', () => {
      async function leaving(): Promise<{ room: DailyOwnerRoom; call: ScriptedCall; left: Promise<void> }> {
        const { room, page } = await ownerRoom();
        const call = ScriptedCall.inRoom({ owner: true });
        room.call = call.asCall;
        room.token = TOKEN;
        await page.reaches('joined');
        call.stuck = true;
        log.clear();
        return { room, call, left: room.leave() };
      }

      it('join() waits for the end, then joins again', async () => {
        const { room, call, left } = await leaving();
        const joined = room.join();
        await nextTasks();
        expect(room.state).to.equal('connecting');
        call.goOn();
        await left;
        await call.asked('join');
        call.enter('full', { name: 'Olga', owner: true });
        await joined;
        expect(log.eventsAndStates).to.deep.equal([
          ...['joined → idle', 'daily-left', 'idle → connecting', 'connecting → joined', 'daily-joined'],
        ]);
      });

      it('it counts as over: no knock is reported, and nobody is let in', async () => {
        const { room, call } = await leaving();
        room.autoAdmit = true;
        call.knockFrom({ id: 'a', name: 'Ana' });
        await listRead();
        expect(room.waitingParticipants).to.deep.equal([]);
        expect(log.events).to.deep.equal(['daily-left']);
        expect(call.answers).to.deep.equal([]);
      });

      it('twice, of which daily-js answers only the last: join() waits for the end', async () => {
        const { room, call } = await leaving();
        void call.leave();
        const joined = room.join();
        await nextTasks();
        call.goOn();
        await call.asked('join');
        call.enter('full', { name: 'Olga', owner: true });
        await joined;
      });

      it('join() fails if it never ends', async () => {
        const timers = new Timers();
        try {
          const { room } = await leaving();
          const failed = rejection(room.join());
          await nextTasks();
          timers.fire(5000);
          expect(await failed).to.include({ code: 'connection-error' });
          expect(room.state).to.equal('failed');
        } finally {
          timers.restore();
        }
      });
    });

    it('is neither left nor destroyed when another replaces it', async () => {
      const { room, page } = await ownerRoom(blank);
      const [first, second] = [ScriptedCall.inRoom({ owner: true }), ScriptedCall.inRoom({ owner: true })];
      room.call = first.asCall;
      await page.reaches('joined');
      room.call = second.asCall;
      await page.reaches('joined');
      expect(first.methods).to.deep.equal([]);
      expect(first.listenerCount()).to.equal(0);
      room.call = undefined;
      await page.reaches('idle');
      expect(second.methods).to.deep.equal([]);
      expect(second.listenerCount()).to.equal(0);
    });
  });
});
