// Camera and microphone: when they are asked for, what an open permission question holds up, and tracks of the page's own.
import { COUNT, QUESTION } from './questions.mjs';

const OFF = { startVideoOff: true, startAudioOff: true };

export default [
  {
    name: 'question-answered',
    title: 'The permission question is open for a while: nobody hears of the guest until it is answered',
    async play(stage) {
      const { olga, gus } = await openQuestion(stage);
      olga.note(`in the room: ${await stage.sessions()}`);
      gus.note('the question is answered: yes');
      await gus.page.evaluate('allow()');
      await gus.settles('join');
      await gus.knocks();
      await olga.sees('waiting-participant-added');
      gus.note(`asked ${await gus.page.evaluate('asked')} time(s)`);
    },
  },
  {
    name: 'question-denied',
    title: 'Camera and microphone are denied: the call goes on without them',
    async play(stage) {
      const { olga, gus } = await openQuestion(stage);
      gus.note('the question is answered: no');
      await gus.page.evaluate('deny()');
      await gus.settles('join');
      await gus.knocks();
      await olga.sees('waiting-participant-added');
      gus.note(await tracksOf(gus));
    },
  },
  ...[
    ['leave', 'allow'],
    ['destroy', 'allow'],
    ['destroy', 'deny'],
  ].map(([method, answer]) => ({
    name: `question-${method}-${answer}`,
    title: `${method}() while the permission question is open, which is answered afterwards: a session without a page’s doing`,
    async play(stage) {
      const { olga, gus } = await openQuestion(stage);
      await gus.call(method);
      await stage.quiet();
      olga.note(`in the room: ${await stage.sessions()}`);
      gus.note(`the question is answered: ${answer === 'allow' ? 'yes' : 'no'}`);
      await gus.page.evaluate(`${answer}()`);
      await stage.enters(gus);
      if (method === 'leave') await gus.settles('join');
      await stage.quiet();
      olga.note(`in the room: ${await stage.sessions()}`);
      const states = await gus.page.evaluate(
        'given.map(({ kind, readyState }) => `${kind} ${readyState}`).sort().join()',
      );
      gus.note(`tracks that were given: ${states || 'none'}`);
    },
  })),
  ...['leave', 'destroy'].map((method) => ({
    name: `connecting-${method}`,
    title: `${method}() while signaling connects, without a question: nothing enters the room`,
    async play(stage) {
      const room = await stage.room();
      const olga = await stage.owner('Olga');
      const gus = await stage.person('Gus');
      await gus.makeCall();
      await gus.call('preAuth', { url: room.url, userName: 'Gus' });
      await stage.world.cut(room, gus.sessionId, 'closed');
      await gus.begin('join', { url: room.url, userName: 'Gus', ...OFF });
      await gus.sees('joining-meeting');
      await stage.quiet();
      await gus.call(method);
      gus.note('the connection comes');
      await stage.world.restore(room, gus.sessionId);
      await stage.sleep(2);
      olga.note(`in the room: ${await stage.sessions()}`);
    },
  })),
  {
    name: 'off-then-on',
    title: 'Joined with both off; the camera is switched on and off in the lobby',
    async play(stage) {
      await stage.room();
      const gus = await stage.guest('Gus', { scripts: [COUNT] });
      gus.note(await tracksOf(gus, ['video']));
      await gus.call('setLocalVideo', true);
      await Promise.all([becomes(gus, 'video', 'playable'), gus.sees('started-camera')]);
      gus.note(await tracksOf(gus, ['video']));
      await gus.call('setLocalVideo', false);
      await becomes(gus, 'video', 'off');
      gus.note(await tracksOf(gus, ['video']));
      gus.note(`asked ${await gus.page.evaluate('asked')} time(s)`);
    },
  },
  {
    name: 'tracks-of-the-page',
    title: 'Tracks of the page’s own are handed to join(), switched off and on, exchanged, and left alone by destroy()',
    needs: 'custom tracks',
    async play(stage) {
      await stage.room();
      const gus = await withTracks(stage);
      await gus.page.evaluate(async (url) => {
        const { camera, microphone } = globalThis.own;
        await globalThis.call.join({ url, userName: 'Gus', videoSource: camera, audioSource: microphone });
      }, stage.current.url);
      await says(gus);
      for (const on of [false, true]) {
        await gus.call('setLocalVideo', on);
        await becomes(gus, 'video', on ? 'playable' : 'off');
        await says(gus);
      }
      for (const on of [false, true]) {
        await gus.call('setLocalAudio', on);
        await becomes(gus, 'audio', on ? 'playable' : 'off');
        await says(gus);
      }
      await gus.page.evaluate(() => globalThis.call.setInputDevicesAsync({ videoSource: globalThis.own.other }));
      await stage.quiet();
      await says(gus);
      gus.note('a device of Daily’s own instead');
      await gus.page.evaluate(async () => {
        const cameras = await navigator.mediaDevices.enumerateDevices();
        const { deviceId } = cameras.find(({ kind }) => kind === 'videoinput');
        await globalThis.call.setInputDevicesAsync({ videoDeviceId: deviceId }).catch(() => {});
      });
      await stage.quiet();
      await says(gus);
      await gus.page.evaluate(() => globalThis.call.setInputDevicesAsync({ videoSource: globalThis.own.camera }));
      await stage.quiet();
      await says(gus);
      await gus.call('destroy');
      gus.note(await ownTracks(gus));
    },
  },
  {
    name: 'tracks-off-at-first',
    title: 'Tracks are handed over to somebody who has joined with both off, and switched on later',
    needs: 'custom tracks',
    async play(stage) {
      await stage.room();
      const gus = await withTracks(stage);
      await gus.call('join', { url: stage.current.url, userName: 'Gus', ...OFF });
      await says(gus);
      await gus.page.evaluate(async () => {
        const { camera, microphone } = globalThis.own;
        await globalThis.call.setInputDevicesAsync({ videoSource: camera, audioSource: microphone });
      });
      await stage.quiet();
      await says(gus);
      await gus.call('setLocalVideo', true);
      await Promise.all([becomes(gus, 'video', 'playable'), gus.sees('started-camera')]);
      await gus.call('setLocalAudio', true);
      await becomes(gus, 'audio', 'playable');
      await says(gus);
    },
  },
  {
    name: 'microphone-source-false',
    title: 'audioSource: false in join(): the microphone cannot be switched on by setLocalAudio() any more',
    needs: 'custom tracks',
    async play(stage) {
      await stage.room();
      const gus = await withTracks(stage);
      await gus.page.evaluate(async (url) => {
        await globalThis.call.join({ url, userName: 'Gus', videoSource: globalThis.own.camera, audioSource: false });
      }, stage.current.url);
      await says(gus);
      await gus.call('setLocalAudio', true);
      await stage.quiet();
      await says(gus);
    },
  },
];

async function openQuestion(stage) {
  const room = await stage.room();
  const olga = await stage.owner('Olga');
  const gus = await stage.person('Gus', { scripts: [QUESTION] });
  await gus.makeCall();
  await gus.call('preAuth', { url: room.url, userName: 'Gus' });
  await gus.begin('join', { url: room.url, userName: 'Gus' });
  await gus.page.waitForFunction('asked > 0');
  await stage.quiet();
  return { olga, gus };
}

/** A guest with two cameras and a microphone of their own, who has called preAuth(). */
async function withTracks(stage) {
  const gus = await stage.person('Gus', { scripts: [COUNT] });
  await gus.makeCall();
  await gus.page.evaluate(async () => {
    const { mediaDevices } = navigator;
    const stream = await mediaDevices.getUserMedia({ video: true, audio: true });
    const other = await mediaDevices.getUserMedia({ video: true });
    globalThis.own = {
      camera: stream.getVideoTracks()[0],
      microphone: stream.getAudioTracks()[0],
      other: other.getVideoTracks()[0],
    };
    globalThis.asked = 0;
  });
  await gus.call('preAuth', { url: stage.current.url, userName: 'Gus' });
  return gus;
}

function becomes(person, kind, state) {
  return person.page.waitForFunction(
    ([each, wanted]) => globalThis.call.participants().local.tracks[each].state === wanted,
    [kind, state],
  );
}

async function says(person) {
  person.note(
    `${await tracksOf(person)}; ${await ownTracks(person)}; Daily asked ${await person.page.evaluate('asked')} time(s)`,
  );
}

/** What the person's own tracks are for daily-js. */
function tracksOf(person, kinds = ['video', 'audio']) {
  return person.page.evaluate((wanted) => {
    const { tracks } = globalThis.call.participants().local;
    return wanted
      .map((kind) => {
        const { state, persistentTrack: track, off, blocked } = tracks[kind];
        const own = Object.entries(globalThis.own ?? {}).find(([, each]) => each === track)?.[0];
        const why = [...Object.keys(off ?? {}), ...Object.keys(blocked ?? {})].join(' ');
        return `${kind} ${state}${why ? ` (${why})` : ''}${track ? ` with ${own ? `own ${own}` : 'a track of Daily’s'}` : ''}`;
      })
      .join(', ');
  }, kinds);
}

/** What has become of the tracks that the page itself made. */
function ownTracks(person) {
  return person.page.evaluate(() =>
    Object.entries(globalThis.own)
      .map(([name, { readyState, enabled }]) => `own ${name} ${readyState}${enabled ? '' : ' disabled'}`)
      .join(', '),
  );
}
