// The connection check before the call.
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { expect } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { bringToLobby, knockForm, ownerRoom, TOKEN } from '../support/fixtures.js';
import { removeForGood, Timers } from '../support/timers.js';
import { nextTasks, until } from '../support/until.js';

const TRY = 'Try camera and microphone';
const OFF = 'Switch off again';
const CHECK = 'Check connection';
const STOP = 'Stop the check';
const CHECKING = 'Checking your connection. This takes up to half a minute.';
const FAILED = 'Your connection could not be checked You can come in all the same, or check again.';

const RESULTS = {
  good: 'Your connection is good The others will see and hear you well.',
  warning: 'Your connection is weak Your picture may freeze at times. Stop downloads, or move closer to your router.',
  bad: 'Your connection is bad There will be interruptions. Use another network, or come in with your camera off.',
  aborted: FAILED,
  failed: FAILED,
};

describe('the connection check', () => {
  const daily = eachTest(() => new FakeDaily());
  const devices = eachTest(() => new FakeDevices());

  afterEach(() => {
    globalThis.dailyKnockCallOptions = undefined;
  });

  async function preview(make: typeof knockForm | typeof ownerRoom = knockForm) {
    const { page } = await make();
    await page.press(TRY);
    await until(() => page.findButton(OFF), 'the preview');
    await until(() => page.previewStream, 'the picture');
    return page;
  }

  /** Presses the button, and waits until Daily measures. */
  async function checking(make?: typeof knockForm | typeof ownerRoom) {
    const page = await preview(make);
    await page.press(CHECK);
    const call = await daily.made();
    await call.asked('startCamera');
    call.settle('startCamera', {});
    await call.asked('testCallQuality');
    return { page, call };
  }

  for (const [who, make] of [
    ['a guest', knockForm],
    ['an owner', ownerRoom],
  ] as const)
    for (const [result, words] of Object.entries(RESULTS))
      it(`tells ${who} that it is ${result}, and what to do`, async () => {
        const { page, call } = await checking(make);
        expect(page.status('check')).to.equal(CHECKING);
        expect(page.findButton(CHECK)).to.be.undefined;
        call.settle('testCallQuality', { result, secondsElapsed: 30 });
        await until(
          () => page.status('check') === words,
          () => `the result; it is: ${page.status('check')}`,
        );
        expect(page.findButton(CHECK)).to.exist;
        expect(page.findButton(STOP)).to.be.undefined;
        await until(() => call.isDestroyed(), 'the end of the call object');
      });

  it('makes no call object before the button is pressed', async () => {
    const page = await preview();
    await nextTasks();
    expect(daily.calls).to.deep.equal([]);
    expect(page.status('check')).to.equal('');
  });

  it('uses the camera of the preview, leaves it on, and asks for no device', async () => {
    const { page, call } = await checking();
    const [options] = daily.options as [Record<string, unknown>];
    const { video } = options['inputSettings'] as { video: { settings: { customTrack: MediaStreamTrack } } };
    expect(video.settings.customTrack.kind).to.equal('video');
    expect(options['audioSource']).to.be.false;
    expect(devices.asked).to.have.length(1);
    call.settle('testCallQuality', { result: 'good', secondsElapsed: 30 });
    await until(() => call.isDestroyed(), 'the end of the call object');
    expect(video.settings.customTrack.readyState, 'its copy').to.equal('ended');
    expect(devices.live).to.equal(2);
    expect(page.previewStream).to.exist;
  });

  it('can be stopped, which says nothing, and started again', async () => {
    const { page, call } = await checking();
    await page.press(STOP);
    expect(page.status('check')).to.equal('');
    expect(page.focused).to.equal(CHECK);
    await until(() => call.isDestroyed(), 'the end of the call object');
    expect(call.methods).to.include('stopTestCallQuality');
    call.settle('testCallQuality', { result: 'bad', secondsElapsed: 8 });
    await nextTasks();
    expect(page.status('check')).to.equal('');
    await page.press(CHECK);
    await (await daily.made(2)).asked('startCamera');
  });

  it('can be stopped before there is a call object', async () => {
    const page = await preview();
    page.button(CHECK).click();
    await page.press(STOP);
    await nextTasks(10);
    for (const call of daily.calls) await until(() => call.isDestroyed(), 'the end of the call object');
    expect(page.status('check')).to.equal('');
    expect(page.findButton(CHECK)).to.exist;
  });

  it('ends with the preview', async () => {
    const { page, call } = await checking();
    await page.press(OFF);
    await until(() => call.isDestroyed(), 'the end of the call object');
    await page.press(TRY);
    await until(() => page.findButton(CHECK), 'the preview');
    expect(page.status('check')).to.equal('');
  });

  it('ends with the element', async () => {
    const { page, call } = await checking();
    await removeForGood(() => page.element.remove());
    await until(() => call.isDestroyed(), 'the end of the call object');
  });

  it('ends when another camera is chosen', async () => {
    const { page, call } = await checking();
    await until(() => page.options('Camera').length > 0, 'the cameras');
    page.choose('Camera', 'Rear');
    await until(() => call.isDestroyed(), 'the end of the call object');
    expect(page.findButton(CHECK)).to.exist;
  });

  it('does not delay a knock', async () => {
    const { form, page } = await knockForm();
    await page.press(TRY);
    await until(() => page.previewStream, 'the picture');
    await page.press(CHECK);
    const check = await daily.made();
    check.stuck = true;
    await check.asked('startCamera');
    void form.knock();
    const call = await daily.made(2);
    await bringToLobby(call);
    await page.reaches('waiting');
    expect(check.methods).to.include('stopTestCallQuality').and.to.include('destroy');
    expect(devices.live, 'the call has the devices of the preview').to.equal(2);
  });

  it('does not delay a join', async () => {
    const { room, page } = await ownerRoom();
    room.token = TOKEN;
    await page.press(TRY);
    await until(() => page.previewStream, 'the picture');
    await page.press(CHECK);
    const check = await daily.made();
    await check.asked('startCamera');
    room.join().catch(() => {});
    await (await daily.made(2)).asked('join');
    expect(check.methods).to.include('destroy');
    await room.leave();
  });

  const TROUBLES: Record<string, (page: Awaited<ReturnType<typeof preview>>) => Promise<void>> = {
    'daily-js does not load': async (page) => {
      daily.failure = new Error('No network.');
      await page.press(CHECK);
    },
    'Daily’s call machine does not load': async (page) => {
      await page.press(CHECK);
      const call = await daily.made();
      await call.asked('startCamera');
      call.refuse('startCamera', { errorMsg: 'Failed to load.' });
    },
    'Daily refuses the test': async (page) => {
      await page.press(CHECK);
      const call = await daily.made();
      await call.asked('startCamera');
      call.settle('startCamera', {});
      await call.asked('testCallQuality');
      call.refuse('testCallQuality', new Error('Not supported.'));
    },
    'the page’s options cannot be read': async (page) => {
      globalThis.dailyKnockCallOptions = () => {
        throw new Error('Not ready.');
      };
      await page.press(CHECK);
    },
    'the page’s own daily-js does not have it': async (page) => {
      daily.whileMaking = () =>
        Object.assign(daily.calls[0]!, { startCamera: undefined, stopTestCallQuality: undefined });
      await page.press(CHECK);
    },
  };
  for (const [trouble, cause] of Object.entries(TROUBLES))
    it(`says that it failed if ${trouble}, and can be repeated`, async () => {
      const page = await preview();
      await cause(page);
      await until(() => page.status('check') === FAILED, 'the failure');
      expect(page.findButton(CHECK)).to.exist;
      for (const call of daily.calls) await until(() => call.isDestroyed(), 'the end of the call object');
    });

  it('fails when nothing comes of it within a minute', async () => {
    const page = await preview();
    const timers = new Timers();
    try {
      await page.press(CHECK);
      const call = await daily.made();
      await call.asked('startCamera');
      expect(timers.fire(60_000)).to.equal(1);
      await until(() => page.status('check') === FAILED, 'the failure');
      await until(() => call.isDestroyed(), 'the end of the call object');
    } finally {
      timers.restore();
    }
  });

  it('says that it needs the camera, until there is one', async () => {
    devices.refused.video = 'NotReadableError';
    const { page } = await knockForm();
    await page.press(TRY);
    await until(() => page.alerts.length > 0, 'the reason');
    await page.press(CHECK);
    await until(() => page.status('check').startsWith('The check needs your camera'), 'the reason');
    expect(daily.calls).to.deep.equal([]);
    devices.refused.video = undefined;
    await page.press('Try again');
    await until(() => page.previewStream, 'the picture');
    expect(page.status('check')).to.equal('');
  });

  it('is in the language of the page', async () => {
    document.documentElement.lang = 'de';
    try {
      const { page } = await knockForm();
      await page.press('Kamera und Mikrofon ausprobieren');
      await until(() => page.findButton('Verbindung prüfen'), 'the button in German');
    } finally {
      document.documentElement.removeAttribute('lang');
    }
  });
});
