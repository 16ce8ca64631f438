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
  const always = (): boolean => true;

  function together(
    daily: Daily,
    ids: readonly string[],
    isDue: (id: string) => boolean = always,
  ): Promise<PromiseSettledResult<unknown>[]> {
    const answers = new Answers(() => daily);
    const batch = answers.batch();
    const given = batch.collect(() => ids.map((id, index) => answers.give(id, index % 2 === 0, () => isDue(id))));
    expect(daily.messages, 'until they are sent').to.deep.equal([]);
    batch.send();
    return Promise.allSettled(given);
  }

  const refusedOf = (results: readonly PromiseSettledResult<unknown>[]): (string | undefined)[] =>
    results.flatMap((result, index) => (result.status === 'rejected' ? [PEOPLE[index]] : []));

  it('are sent in one message, with exactly their ids', async () => {
    const daily = new Daily([...PEOPLE, 'later']);
    const results = await together(daily, PEOPLE);
    expect(daily.messages).to.deep.equal([PEOPLE]);
    expect(daily.answered).to.deep.equal(PEOPLE.map((id, index) => [id, index % 2 === 0]));
    expect(refusedOf(results)).to.deep.equal([]);
  });

  it('reach everybody else if one has gone, each once and in a few messages', async () => {
    const daily = new Daily(PEOPLE.filter((id) => id !== 'p37'));
    const results = await together(daily, PEOPLE);
    expect(daily.answered.map(([id]) => id).sort()).to.deep.equal(PEOPLE.filter((id) => id !== 'p37').sort());
    expect(daily.messages.length).to.be.at.most(15);
    expect(refusedOf(results)).to.deep.equal(['p37']);
  });

  it('reach everybody else with the second message, if the list already tells who has gone', async () => {
    const daily = new Daily(PEOPLE.filter((id) => id !== 'p37'));
    const results = await together(daily, PEOPLE, (id) => id !== 'p37');
    expect(daily.messages).to.deep.equal([PEOPLE, PEOPLE.filter((id) => id !== 'p37')]);
    expect(refusedOf(results)).to.deep.equal(['p37']);
  });

  it('that no longer hold are not sent again', async () => {
    const daily = new Daily([]);
    const results = await together(daily, ['p0', 'p1'], () => false);
    expect(daily.messages).to.deep.equal([['p0', 'p1']]);
    expect(refusedOf(results)).to.deep.equal(['p0', 'p1']);
  });

  it('are not sent again for ever if Daily refuses them all', async () => {
    const daily = new Daily([]);
    const results = await together(daily, PEOPLE);
    expect(daily.messages.length).to.be.at.most(40);
    expect(refusedOf(results)).to.deep.equal(PEOPLE);
  });

  it('of one batch do not hold back others', () => {
    const daily = new Daily(PEOPLE);
    const answers = new Answers(() => daily);
    const batch = answers.batch();
    batch.collect(() => void answers.give('p0', true, always));
    void answers.give('p1', true, always);
    expect(daily.messages).to.deep.equal([['p1']]);
    batch.send();
    expect(daily.messages).to.deep.equal([['p1'], ['p0']]);
  });

  it('are refused where nothing can be sent', async () => {
    const answers = new Answers(() => {
      throw new Error('no call');
    });
    const batch = answers.batch();
    const given = batch.collect(() => [answers.give('a', true, always), answers.give('b', true, always)]);
    batch.send();
    const results = await Promise.allSettled(given);
    expect(results.map((result) => result.status === 'rejected' && (result.reason as Error).message)).to.deep.equal([
      'no call',
      'no call',
    ]);
  });

  it('that are not sent when the call ends do not go to the next one', async () => {
    const daily = new Daily(['p1']);
    const answers = new Answers(() => daily);
    const batch = answers.batch();
    batch.collect(() => void answers.give('p0', true, always));
    answers.drop();
    batch.send();
    expect(daily.messages).to.deep.equal([]);
    const refused = answers.batch();
    const given = refused.collect(() => [answers.give('p0', true, always), answers.give('p1', true, always)]);
    refused.send();
    answers.drop();
    await Promise.allSettled(given);
    expect(daily.messages).to.deep.equal([['p0', 'p1']]);
  });
});
