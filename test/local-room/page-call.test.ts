// A call of the page with the unmodified daily-js: in which order it ends.
import '../../src/elements/knock-form/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { caller, hangUp, joinAsOwner, NO_DEVICES, room, until } from './support.js';

describe('a call of the page in a local room', () => {
  afterEach(hangUp);

  it('is used again at once, after a denial and after leave()', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const guest = caller();
    const form = await fixture<DailyKnockForm>(
      html`<daily-knock-form
        room-url=${target.url}
        user-name="Gus"
        start-video-off
        start-audio-off
        .call=${guest.call}
      ></daily-knock-form>`,
    );
    const answered = new Set<string>();
    const answer = async (isGranted: boolean): Promise<void> => {
      const id = await until(
        () => Object.keys(owner.call.waitingParticipants()).find((listed) => !answered.has(listed)),
        'the knock',
      );
      answered.add(id);
      await owner.call.updateWaitingParticipant(id, { grantRequestedAccess: isGranted });
    };

    let again: Promise<string> | undefined;
    form.addEventListener('daily-rejected', () => (again = form.knock()), { once: true });
    const first = form.knock();
    await answer(false);
    expect(await first).to.equal('rejected');
    await answer(true);
    expect(await again).to.equal('admitted');

    void form.leave();
    const third = form.knock();
    expect(form.state).to.equal('connecting');
    await answer(true);
    expect(await third).to.equal('admitted');
    expect(guest.count('joined-meeting')).to.equal(3);
    await form.leave();
  });
});
