// Not the servers' matter, but that of the call machine which they deliver.
import { COUNT } from '../../machine/scenarios/questions.mjs';

export default [
  {
    name: 'custom-tracks',
    title: 'Are tracks in inputSettings.….customTrack of join() used without another getUserMedia?',
    readings: { used: 'yes', opened: 'no: devices are opened all the same', ignored: 'no: nothing is sent' },
    async ask(stage) {
      await stage.room();
      const gus = await stage.person('Gus', { scripts: [COUNT] });
      await gus.makeCall();
      await gus.call('preAuth', { url: stage.current.url, userName: 'Gus' });
      const { asked, same, states } = await gus.page.evaluate(async (url) => {
        const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
        const [video, audio] = [stream.getVideoTracks()[0], stream.getAudioTracks()[0]];
        globalThis.asked = 0;
        const inputSettings = {
          video: { settings: { customTrack: video } },
          audio: { settings: { customTrack: audio } },
        };
        await globalThis.call.join({ url, userName: 'Gus', inputSettings });
        await new Promise((resolve) => setTimeout(resolve, 2000));
        const { tracks } = globalThis.call.participants().local;
        return {
          asked: globalThis.asked,
          same: tracks.video.persistentTrack === video && tracks.audio.persistentTrack === audio,
          states: `video ${tracks.video.state}, audio ${tracks.audio.state}`,
        };
      }, stage.current.url);
      const reading = same && !asked ? 'used' : asked ? 'opened' : 'ignored';
      const whose = same ? 'the page’s own tracks' : 'other tracks than the page’s';
      return { reading, seen: `getUserMedia was called ${asked} time(s); ${whose}; ${states}` };
    },
  },
];
