// The camera preview before the call.
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { expect } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { FakeVisibility } from '../support/fake-visibility.js';
import { bringToLobby, type Guest, guestIn, knockForm, ownerRoom, TOKEN } from '../support/fixtures.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { nextTasks, until } from '../support/until.js';

const TRY = 'Try camera and microphone';
const OFF = 'Switch off again';

describe('the preview', () => {
  const daily = eachTest(() => new FakeDaily());
  const devices = eachTest(() => new FakeDevices());

  const SIDES = [
    ['a guest', knockForm],
    ['an owner', ownerRoom],
  ] as const;
  for (const [who, make] of SIDES) {
    describe(`of ${who}`, () => {
      async function open() {
        const { page } = await make();
        await page.press(TRY);
        await until(() => page.findButton(OFF), 'the preview');
        return page;
      }

      it('requests nothing before the click, and explains why', async () => {
        const { page } = await make();
        expect(page.text).to.include('See how the others will see and hear you.');
        expect(page.findButton(TRY)).to.exist;
        expect(devices.asked).to.deep.equal([]);
      });

      it('shows camera and microphone, with a level, and has the focus', async () => {
        const page = await open();
        await until(() => page.meter, 'the level');
        expect(devices.asked).to.deep.equal(['video, audio']);
        expect(page.previewStream).to.exist;
        expect(page.meter).to.equal('How loud you are');
        expect(page.focused).to.equal('Your own picture');
        expect(page.findButton(TRY)).to.be.undefined;
      });

      it('shows everything but the level where the browser cannot measure it', async () => {
        const { AudioContext } = globalThis;
        class Silent extends AudioContext {
          override createMediaStreamSource(): never {
            throw new DOMException('Another sample rate.', 'NotSupportedError');
          }
        }
        Object.assign(globalThis, { AudioContext: Silent });
        try {
          const page = await open();
          await until(() => page.options('Microphone').length > 0, 'the microphones');
          expect(page.previewStream).to.exist;
          expect(page.meter).to.be.null;
        } finally {
          Object.assign(globalThis, { AudioContext });
        }
      });

      it('can be closed, which releases both devices, and opened again', async () => {
        const page = await open();
        await until(() => devices.live === 2, 'both devices');
        await page.press(OFF);
        await until(() => devices.live === 0, 'both to be freed');
        expect(page.focused).to.equal(TRY);
        await page.press(TRY);
        await until(() => devices.live === 2, 'both again');
      });

      it('is closed when the page goes into the back/forward cache, and offered again on return', async () => {
        const page = await open();
        await until(() => devices.live === 2, 'both devices');
        window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
        await until(() => devices.live === 0, 'both to be freed');
        window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        await page.press(TRY);
        await until(() => devices.live === 2, 'both again');
      });

      it('ends with the element, and does not start when the element is put back', async () => {
        const page = await open();
        await until(() => devices.live === 2, 'both devices');
        const { element } = page;
        const parent = element.parentElement!;
        element.remove();
        await until(() => devices.live === 0, 'both to be freed');
        parent.append(element);
        await page.rendered();
        expect(page.findButton(TRY)).to.exist;
        expect(devices.asked.length).to.equal(1);
      });

      it('stays when the element is moved', async () => {
        const page = await open();
        await until(() => devices.live === 2, 'both devices');
        const { element } = page;
        element.parentElement!.append(element);
        await page.rendered();
        expect(devices.live).to.equal(2);
        expect(devices.asked.length).to.equal(1);
      });

      it('frees what the browser gives after it was ended', async () => {
        const answer = devices.holdPrompt();
        const page = await open();
        expect(page.text).to.include('Your browser asks');
        await page.press(OFF);
        answer();
        await until(() => devices.tracks.length === 2, 'the late answer');
        await until(() => devices.live === 0, 'both to be freed');
      });

      it('shows why a camera cannot open, shows the rest, and can try again', async () => {
        devices.refused.video = 'NotReadableError';
        const page = await open();
        await until(() => page.alerts.length > 0, 'the reason');
        expect(page.alerts).to.deep.equal([
          'Your camera is in use by another program You can come in all the same. Check the permission in the address bar, or close other programs that use them.',
        ]);
        expect(page.previewStream).to.be.undefined;
        expect(page.meter).to.equal('How loud you are');
        devices.refused.video = undefined;
        await page.press('Try again');
        await until(() => page.previewStream, 'the picture');
        expect(page.alerts).to.deep.equal([]);
      });

      it('shows another camera when it is chosen, and frees the one before', async () => {
        const page = await open();
        await until(() => page.previewStream, 'the picture');
        await until(() => page.options('Camera').length > 0, 'the cameras');
        expect(page.options('Camera')).to.deep.equal(['Front', 'Rear']);
        expect(page.chosen('Camera')).to.equal('Front');
        page.choose('Camera', 'Rear');
        await until(() => page.chosen('Camera') === 'Rear', 'the other camera');
        expect(devices.asked.at(-1), 'the microphone stays').to.equal('video cam-2');
        expect(devices.live).to.equal(2);
      });

      it('has switches, which turn off one device and leave the other, and hold in the call', async () => {
        const page = await open();
        await until(() => devices.live === 2, 'both devices');
        expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([true, true]);
        await page.press('Camera');
        expect(devices.tracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind)).to.deep.equal([
          'audio',
        ]);
        expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([true, false]);
        expect(page.element).to.include({ startVideoOff: true, startAudioOff: false });
        await page.press('Camera');
        await until(() => devices.live === 2, 'the camera again');
        expect(devices.asked).to.deep.equal(['video, audio', 'video cam-1']);
        expect(page.element.startVideoOff).to.be.false;
      });

      it('a library that morphs the page into its HTML switches no camera on, unlike the page', async () => {
        const page = await open();
        await until(() => devices.live === 2, 'both devices');
        await page.press('Camera');
        await page.rendered();
        page.element.removeAttribute('start-video-off');
        await page.rendered();
        expect(page.element.startVideoOff).to.be.true;
        expect(page.element.hasAttribute('start-video-off')).to.be.true;
        expect([devices.live, page.isOn('Camera')]).to.deep.equal([1, false]);
        page.element.startVideoOff = false;
        await until(() => devices.live === 2, 'the camera again');
        await page.rendered();
        expect(page.element.hasAttribute('start-video-off')).to.be.false;
      });

      it('asks only for what the page starts with', async () => {
        const { page } = await make();
        page.element.startVideoOff = true;
        await page.press(TRY);
        await until(() => devices.live === 1, 'the microphone');
        expect(devices.asked).to.deep.equal(['audio']);
        await page.rendered();
        expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([true, false]);
      });

      it('begins as the options of the page', async () => {
        const { page } = await make();
        page.element.callOptions = { startVideoOff: true };
        await page.press(TRY);
        await until(() => devices.live === 1, 'the microphone');
        expect(devices.asked).to.deep.equal(['audio']);
        await page.rendered();
        expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([true, false]);
      });

      it('asks for both where the options of the page have both off', async () => {
        const { page } = await make();
        page.element.callOptions = { startVideoOff: true, startAudioOff: true };
        await page.press(TRY);
        await until(() => devices.live === 2, 'both');
        await page.rendered();
        expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([true, true]);
      });

      it('asks for both where the page starts with both off', async () => {
        const { page } = await make();
        Object.assign(page.element, { startVideoOff: true, startAudioOff: true });
        await page.press(TRY);
        await until(() => devices.live === 2, 'both');
        await page.rendered();
        expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([true, true]);
      });

      it("ends when the page's own call begins, whoever joins it", async () => {
        const { page } = await make();
        const call = new ScriptedCall();
        page.element.call = call.asCall;
        await page.press(TRY);
        await until(() => devices.live === 2, 'both devices');
        void call.join();
        await page.rendered();
        expect(devices.live).to.equal(0);
        expect(page.previewStream === undefined).to.be.true;
        call.enter('full', { name: 'Ana' });
        await page.reaches(page.element.localName === 'daily-owner-room' ? 'joined' : 'admitted');
        expect(devices.live).to.equal(0);
        expect(devices.asked.length).to.equal(1);
      });

      it('lists devices that come and go', async () => {
        const page = await open();
        await until(() => page.options('Microphone').length === 2, 'the microphones');
        devices.change([...devices.devices, { kind: 'audioinput', deviceId: 'mic-3' }]);
        await until(() => page.options('Microphone').length === 3, 'the new one');
        expect(page.options('Microphone').at(-1)).to.equal('Microphone 3');
      });
    });
  }

  /** The ids of the devices whose tracks a call was given, or what else it was given. */
  function joinedWith(call: ScriptedCall): unknown[] {
    const { videoSource, audioSource } = call.calls('join')[0]![0] as Record<string, unknown>;
    const { video, audio } = call.joinTracks;
    return [video?.getSettings().deviceId ?? videoSource, audio?.getSettings().deviceId ?? audioSource];
  }

  it("an owner's is what they join with, and its picture stays until they have joined", async () => {
    const { room, page } = await ownerRoom();
    room.token = TOKEN;
    await page.press(TRY);
    await until(() => page.options('Camera').length > 0 && page.previewStream, 'the cameras');
    page.choose('Camera', 'Rear');
    await until(() => page.chosen('Camera') === 'Rear', 'the other camera');
    room.join().catch(() => {});
    const call = await daily.made();
    await call.asked('join');
    expect(page.previewStream?.getVideoTracks()[0]?.getSettings().deviceId).to.equal('cam-2');
    expect(page.buttonNames).to.deep.equal(['Cancel']);
    expect(joinedWith(call)).to.deep.equal(['cam-2', 'mic-1']);
    expect(devices.live).to.equal(2);
    room.leave().catch(() => {});
    await until(() => devices.live === 0, 'both to be freed');
  });

  it("the page's own choice goes before", async () => {
    const { room, page } = await ownerRoom();
    room.token = TOKEN;
    room.callOptions = { videoSource: false };
    await page.press(TRY);
    await until(() => page.previewStream, 'the picture');
    room.join().catch(() => {});
    const call = await daily.made();
    await call.asked('join');
    expect(joinedWith(call)).to.deep.equal([false, 'mic-1']);
    expect(devices.live).to.equal(1);
  });

  describe('where the options of the page have the camera off', () => {
    async function preview(): Promise<Awaited<ReturnType<typeof knockForm>>> {
      const { form, page } = await knockForm();
      form.callOptions = { startVideoOff: true };
      await page.press(TRY);
      await until(() => devices.live === 1, 'the microphone');
      return { form, page };
    }

    async function knock(form: DailyKnockForm, count = 1): Promise<ScriptedCall> {
      void form.knock();
      const call = await daily.made(count);
      await bringToLobby(call);
      return call;
    }

    it('the call starts as the switches show', async () => {
      const { form } = await preview();
      const call = await knock(form);
      expect(call.calls('join')[0]![0]).to.include({ startVideoOff: true });
      expect(joinedWith(call)).to.deep.equal([undefined, 'mic-1']);
    });

    it('the switch of the visitor counts, and holds for the next knock', async () => {
      const { form, page } = await preview();
      await page.press('Camera');
      await until(() => page.previewStream, 'the picture');
      const call = await knock(form);
      expect(call.calls('join')[0]![0]).to.include({ startVideoOff: false });
      expect(joinedWith(call)).to.deep.equal(['cam-1', 'mic-1']);
      form.cancel();
      await page.reaches('idle');
      expect(joinedWith(await knock(form, 2))).to.deep.equal(['cam-1', 'mic-1']);
    });

    it('the switch of a guest who waits holds for the next knock', async () => {
      const { form, page, call } = await guestIn('waiting', daily);
      form.callOptions = { startVideoOff: true };
      await page.press('Camera');
      call.participantChanges({ id: 'local', name: 'Ana' });
      await page.press('Camera');
      form.cancel();
      await page.reaches('idle');
      expect((await knock(form, 2)).calls('join')[0]![0]).to.include({ startVideoOff: false });
    });

    it('a switch in the call is not for the next one', async () => {
      const { form, page } = await guestIn('admitted', daily);
      form.callOptions = { startVideoOff: true };
      await page.press('Camera');
      await form.leave();
      await page.reaches('idle');
      expect((await knock(form, 2)).calls('join')[0]![0]).to.include({ startVideoOff: true });
    });
  });

  it("a guest's picture stays while the room is being found, and the call takes over what it showed", async () => {
    const { form, page } = await knockForm();
    await page.press(TRY);
    await until(() => page.previewStream, 'the picture');
    void form.knock();
    const call = await daily.made();
    await page.reaches('connecting');
    expect(page.previewStream?.active).to.be.true;
    expect(page.buttonNames).to.deep.equal(['Cancel']);
    await bringToLobby(call);
    await page.reaches('waiting');
    expect(page.previewStream === undefined).to.be.true;
    expect(page.tileIds).to.deep.equal(['local']);
    expect(joinedWith(call)).to.deep.equal(['cam-1', 'mic-1']);
    expect(devices.asked.length).to.equal(1);
    call.grantByEvent();
    await page.reaches('admitted');
    expect(devices.live).to.equal(2);
    await form.leave();
    expect(devices.live).to.equal(0);
  });

  it("ends when the page's own call enters the lobby, where its own devices are on", async () => {
    const { form, page } = await knockForm();
    const call = new ScriptedCall();
    form.call = call.asCall;
    await page.press(TRY);
    await until(() => page.previewStream, 'the picture');
    call.enter('lobby', { name: 'Ana' });
    void form.knock();
    await page.reaches('waiting');
    expect(devices.live).to.equal(0);
  });

  it('is replaced for a waiting guest by the video of the call, with its switches', async () => {
    const { page } = await guestIn('waiting', daily);
    expect(page.tileIds).to.deep.equal(['local']);
    expect(page.buttonNames).to.deep.equal(['Microphone', 'Camera', 'Devices', 'Cancel']);
    expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([true, true]);
    expect(page.findButton(TRY)).to.be.undefined;
  });

  it('the switches of a guest who waits work, and the devices can be chosen', async () => {
    const { page, call } = await guestIn('waiting', daily);
    await page.press('Microphone');
    await page.press('Camera');
    expect(call.calls('setLocalAudio')).to.deep.equal([[false]]);
    expect(call.calls('setLocalVideo')).to.deep.equal([[false]]);
    call.participantChanges({ id: 'local', name: 'Ana' });
    await page.rendered();
    expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([false, false]);
    call.useDevices({ camera: { deviceId: 'cam-1' }, mic: { deviceId: 'mic-1' } });
    await page.press('Devices');
    await until(() => page.options('Camera').length > 0, 'the menu');
    expect(page.options('Camera')).to.deep.equal(['Front', 'Rear']);
  });

  describe('after it was open at the form', () => {
    /** A guest with the picture at the form, who has knocked. */
    async function waiting(): Promise<Guest> {
      const { form, page } = await knockForm();
      await page.press(TRY);
      await until(() => page.previewStream, 'the picture');
      const outcome = form.knock();
      outcome.catch(() => {});
      const call = await daily.made();
      await bringToLobby(call);
      await page.reaches('waiting');
      return { form, page, call, outcome };
    }

    async function isOffered({ page }: Pick<Guest, 'page'>): Promise<void> {
      await until(() => devices.live === 0, 'both to be freed');
      await nextTasks();
      await page.rendered();
      expect(page.findButton(TRY)).to.exist;
      expect(devices.live).to.equal(0);
    }

    it('it is shown again after Cancel, with the same devices; the focus is at the form', async () => {
      const { page } = await waiting();
      await page.press('Cancel');
      await page.reaches('idle');
      await until(() => page.previewStream, 'the picture again');
      expect(devices.asked).to.deep.equal(['video, audio', 'video cam-1, audio mic-1']);
      expect(devices.live).to.equal(2);
      expect(page.focused).to.equal(page.heading);
    });

    it('what the guest has switched off meanwhile stays off', async () => {
      const { page } = await waiting();
      await page.press('Camera');
      await page.press('Cancel');
      await until(() => page.findButton(OFF) && devices.live === 1, 'the microphone');
      expect(devices.asked.at(-1)).to.equal('audio mic-1');
      expect([page.isOn('Microphone'), page.isOn('Camera')]).to.deep.equal([true, false]);
    });

    it('it is shown again after a failure', async () => {
      const { page, call } = await waiting();
      call.fatal('connection-error');
      await page.reaches('failed');
      await until(() => page.previewStream, 'the picture again');
      expect(page.findButton('Try again')).to.exist;
    });

    it('it is shown again to a guest who was denied, has knocked again, and cancels', async () => {
      const { page, call } = await waiting();
      call.denyByEvent();
      await page.reaches('rejected');
      await page.press('Knock again');
      await bringToLobby(await daily.made(2));
      await page.reaches('waiting');
      await page.press('Cancel');
      await until(() => page.previewStream, 'the picture again');
    });

    it('it is shown again to an owner who cancels', async () => {
      const { room, page } = await ownerRoom();
      room.token = TOKEN;
      await page.press(TRY);
      await until(() => page.previewStream, 'the picture');
      await page.press('Join');
      await (await daily.made()).asked('join');
      await page.press('Cancel');
      await page.reaches('idle');
      await until(() => page.previewStream?.active, 'the picture again');
    });

    it('it is off if the page leaves when the guest cancels', async () => {
      const guest = await waiting();
      guest.form.addEventListener('daily-withdrawn', () => void guest.form.leave());
      await guest.page.press('Cancel');
      await guest.page.reaches('idle');
      await isOffered(guest);
    });

    it('it is off where the browser does not tell whether it would ask', async () => {
      const guest = await waiting();
      Object.defineProperty(navigator, 'permissions', {
        configurable: true,
        value: { query: () => Promise.reject(new TypeError('camera is not a permission')) },
      });
      await guest.page.press('Cancel');
      await guest.page.reaches('idle');
      await isOffered(guest);
    });

    it('an open one ends with leave()', async () => {
      const { form, page } = await knockForm();
      await page.press(TRY);
      await until(() => page.previewStream, 'the picture');
      await form.leave();
      await page.rendered();
      expect(devices.live).to.equal(0);
      expect(page.findButton(TRY)).to.exist;
    });

    it('it is off after leave()', async () => {
      const guest = await waiting();
      await guest.form.leave();
      await guest.page.reaches('idle');
      await isOffered(guest);
    });

    it('it is off after a call', async () => {
      const guest = await waiting();
      guest.call.grantByEvent();
      await guest.page.reaches('admitted');
      guest.call.fatal('connection-error');
      await guest.page.reaches('failed');
      await isOffered(guest);
    });

    it('it is off where the browser would ask again', async () => {
      const guest = await waiting();
      devices.permission = 'prompt';
      await guest.page.press('Cancel');
      await isOffered(guest);
      expect(devices.asked.length).to.equal(1);
    });

    it('it is off after a failure in a page that the guest does not see', async () => {
      const guest = await waiting();
      const visibility = new FakeVisibility(false);
      try {
        guest.call.fatal('connection-error');
        await guest.page.reaches('failed');
        await isOffered(guest);
      } finally {
        visibility.restore();
      }
    });

    it('it is off in an element that the page hides then', async () => {
      const guest = await waiting();
      guest.form.addEventListener('daily-withdrawn', () => (guest.form.hidden = true));
      await guest.page.press('Cancel');
      await isOffered(guest);
    });

    it('it is off when it was closed before the knock', async () => {
      const { form, page } = await knockForm();
      await page.press(TRY);
      await until(() => page.previewStream, 'the picture');
      await page.press(OFF);
      void form.knock();
      await bringToLobby(await daily.made());
      await page.reaches('waiting');
      await page.press('Cancel');
      await isOffered({ page });
    });
  });

  it('is offered again to a guest whose knock failed', async () => {
    const { page, call } = await guestIn('waiting', daily);
    call.fatal('connection-error');
    await page.reaches('failed');
    await until(() => devices.live === 0, 'both to be freed');
    await page.press(TRY);
    await until(() => page.previewStream, 'the picture');
    expect(devices.live).to.equal(2);
    expect(page.findButton('Try again')).to.exist;
  });

  it('is not shown to a rejected guest', async () => {
    const { page, call } = await guestIn('waiting', daily);
    expect(devices.live).to.equal(2);
    call.denyByEvent();
    await page.reaches('rejected');
    await until(() => devices.live === 0, 'both to be freed');
    expect(page.findButton(TRY)).to.be.undefined;
    expect(page.tileIds).to.deep.equal([]);
  });
});
