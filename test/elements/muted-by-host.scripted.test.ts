// A notice for people whom the host mutes.
import '../../src/elements/knock-form/define.js';
import { expect } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { type Guest, guestIn } from '../support/fixtures.js';
import { until } from '../support/until.js';

describe('a microphone that the host switches off', () => {
  const daily = eachTest(() => new FakeDaily());
  const on = { state: 'playable' } as const;
  const byHost = { state: 'off', off: { byUser: true, byRemoteRequest: true } } as const;
  const bySelf = { state: 'off', off: { byUser: true } } as const;

  async function admitted(): Promise<Guest & { microphone(audio: object): void }> {
    const guest = await guestIn('admitted', daily);
    return {
      ...guest,
      microphone: (audio) => guest.call.participantChanges({ id: 'local', name: 'Ana', audio }),
    };
  }

  it('is said and announced, until it is on again', async () => {
    const { page, microphone } = await admitted();
    microphone(on);
    microphone(byHost);
    await page.shows('The host has muted your microphone');
    await until(() => page.announcement.includes('The host has muted your microphone'), 'the announcement');
    expect(page.button('Microphone').getAttribute('aria-pressed')).to.equal('false');
    microphone(on);
    await until(() => !page.text.includes('muted your microphone'), 'its end');
  });

  it('is not said of one’s own press', async () => {
    const { page, microphone } = await admitted();
    microphone(on);
    microphone(bySelf);
    await until(() => page.button('Microphone').getAttribute('aria-pressed') === 'false', 'the switch');
    expect(page.text).not.to.include('muted your microphone');
  });
});
