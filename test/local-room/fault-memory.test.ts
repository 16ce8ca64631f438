// What a local room remembers of its simulated failures. The real daily-js handles each as it would Daily's.
import { expect } from '@open-wc/testing';
import { clearFaults, createToken, failNext, failNow, type Fault, getFaults } from '../../src/local-room/index.js';
import { hangUpAfterEach } from './fault-support.js';
import { caller, folder, outcome, room, until } from './support.js';

describe('simulated failures of a local room', () => {
  hangUpAfterEach();

  describe('stores', () => {
    it('how often, for whom, and in which order', async () => {
      const target = await room();
      await failNext(target.name, { on: 'preauth', how: 'exp-room', role: 'owner', times: 'always' });
      await failNext(target.name, { on: 'preauth', how: 'nbf-room', userName: 'Gus', times: 2 });
      await failNext(target.name, { on: 'preauth', how: 'meeting-full' });
      const self = caller();
      const typeFor = async (userName: string, token?: string): Promise<string | undefined> => {
        const result = await outcome(self.call.preAuth({ url: target.url, userName, ...(token && { token }) }), 5000);
        return (result as { error?: { error?: { type: string } } }).error?.error?.type;
      };
      const token = await createToken({ properties: { room_name: target.name, is_owner: true } });
      expect(await typeFor('Gus')).to.equal('nbf-room');
      expect((await getFaults(target.name)).map(({ times }) => times)).to.deep.equal(['always', 1, undefined]);
      expect(await typeFor('Ann')).to.equal('meeting-full');
      expect(await typeFor('Gus')).to.equal('nbf-room');
      expect(await typeFor('Gus')).to.equal(undefined);
      expect(await typeFor('Olga', token)).to.equal('exp-room');
      expect(await typeFor('Olga', token)).to.equal('exp-room');
      await clearFaults(target.name);
      expect(await getFaults(target.name)).to.deep.equal([]);
      expect(await typeFor('Olga', token)).to.equal(undefined);
      await clearFaults(target.name);
    });

    it('faults after every call object has ended, and in another tab', async () => {
      const target = await room({ privacy: 'public' });
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const script = frame.contentDocument!.createElement('script');
      script.type = 'module';
      script.textContent = `import { failNext } from '${folder.href}index.js';
        await failNext('${target.name}', { on: 'join', how: 'exp-token' });`;
      frame.contentDocument!.body.append(script);
      await until(async () => (await getFaults(target.name)).length, 'a fault of another page');
      frame.remove();
      const self = caller();
      expect(await outcome(self.call.join({ url: target.url }), 5000)).to.have.nested.property(
        'error.error.type',
        'exp-token',
      );
    });

    it('rejects an invalid fault with a reason', async () => {
      const { name } = await room();
      const wrong: object[] = [
        {},
        { on: 'toString', how: 'refused' },
        { on: 'leave', how: 'refused' },
        { on: 'join', how: 'cam-in-use' },
        { on: 'join', how: 'answer-late' },
        { on: 'decision', how: 'answer-lost' },
        { on: 'decision', how: 'message-late' },
        { on: 'join', how: 'message-lost' },
        { on: 'join', how: 'refused', after: -1 },
        { on: 'join', how: 'refused', after: 3e9 },
        { on: 'request-access', how: 'message-late', after: 3e9 },
        { on: 'join', how: 'refused', times: 0 },
        { on: 'join', how: 'refused', role: 'host' },
        { on: 'join', how: 'refused', msg: 7 },
        { on: 'camera', how: 'permissions', media: ['screen'] },
        { on: 'call', how: 'interrupted', type: 'wire' },
      ];
      for (const fault of wrong) {
        const result = await outcome(failNext(name, fault as Fault), 5000);
        expect(result, JSON.stringify(fault)).to.have.nested.property('error.code', 'invalid-request-error');
      }
      expect(await getFaults(name)).to.deep.equal([]);
      for (const fault of [{ how: 'refused' as 'ejected' }, { how: 'ejected', after: 3e9 }] as const) {
        const now = await outcome(failNow(name, 'x', fault), 5000);
        expect(now).to.have.nested.property('error.code', 'invalid-request-error');
      }
    });

    it('rejects without such a room or a matching person', async () => {
      const { name } = await room();
      for (const promise of [
        failNext('nowhere-at-all', { on: 'join', how: 'refused' }),
        failNow('nowhere-at-all', 'x', { how: 'ejected' }),
        clearFaults('nowhere-at-all'),
        getFaults('nowhere-at-all'),
        failNow(name, 'x', { how: 'ejected' }),
        failNow(name, { role: 'owner' }, { how: 'ejected' }),
      ])
        expect(await outcome(promise, 5000)).to.have.nested.property('error.code', 'not-found');
    });
  });
});
