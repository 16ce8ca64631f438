import { expect } from '@open-wc/testing';
import { Answers } from '../../src/core/answers.js';

/** Daily, which refuses a whole message if one of its people does not wait. */
class Daily {
  readonly messages: string[][] = [];
  readonly answered: [id: string, admit: boolean | undefined][] = [];
  readonly #waiting: ReadonlySet<string>;

  constructor(waiting: readonly string[]) {
    this.#waiting = new Set(waiting);
  }

  updateWaitingParticipants(updates: Record<string, { grantRequestedAccess?: boolean }>): Promise<{ ids: string[] }> {
    const ids = Object.keys(updates);
    this.messages.push(ids);
    const gone = ids.filter((id) => !this.#waiting.has(id));
    if (gone.length > 0) return Promise.reject(new Error(`${gone.join()} gone`));
    for (const id of ids) this.answered.push([id, updates[id]!.grantRequestedAccess]);
    return Promise.resolve({ ids });
  }

  async updateWaitingParticipant(id: string, update: { grantRequestedAccess?: boolean }): Promise<{ id: string }> {
    await this.updateWaitingParticipants({ [id]: update });
    return { id };
  }
}

const PEOPLE = Array.from({ length: 100 }, (_, index) => `p${index}`);

describe('answers', () => {
  function together(daily: Daily, ids: readonly string[]): Promise<PromiseSettledResult<unknown>[]> {
    const answers = new Answers(() => daily);
    const send = answers.hold();
    const given = ids.map((id, index) => answers.give(id, index % 2 === 0));
    expect(daily.messages, 'until they are sent').to.deep.equal([]);
    send();
    return Promise.allSettled(given);
  }

  it('are sent in one message, with exactly their ids', async () => {
    const daily = new Daily([...PEOPLE, 'later']);
    const results = await together(daily, PEOPLE);
    expect(daily.messages).to.deep.equal([PEOPLE]);
    expect(daily.answered).to.deep.equal(PEOPLE.map((id, index) => [id, index % 2 === 0]));
    expect(results.every(({ status }) => status === 'fulfilled')).to.be.true;
  });

  it('reach everybody else if one has gone, each once and in a few messages', async () => {
    const daily = new Daily(PEOPLE.filter((id) => id !== 'p37'));
    const results = await together(daily, PEOPLE);
    expect(daily.answered.map(([id]) => id).sort()).to.deep.equal(PEOPLE.filter((id) => id !== 'p37').sort());
    expect(daily.messages.length).to.be.at.most(15);
    const refused = results.flatMap((result, index) => (result.status === 'rejected' ? [PEOPLE[index]] : []));
    expect(refused).to.deep.equal(['p37']);
  });

  it('are refused where nothing can be sent', async () => {
    const answers = new Answers(() => {
      throw new Error('no call');
    });
    const send = answers.hold();
    const given = [answers.give('a', true), answers.give('b', true)];
    send();
    const results = await Promise.allSettled(given);
    expect(results.map((result) => result.status === 'rejected' && (result.reason as Error).message)).to.deep.equal([
      'no call',
      'no call',
    ]);
  });

  it('that are held when the call ends are not sent to the next one', () => {
    const daily = new Daily(PEOPLE);
    const answers = new Answers(() => daily);
    const send = answers.hold();
    void answers.give('p0', true);
    answers.drop();
    send();
    expect(daily.messages).to.deep.equal([]);
  });
});
