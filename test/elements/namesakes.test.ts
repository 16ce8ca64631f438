import { expect } from '@open-wc/testing';
import { Namesakes } from '../../src/elements/waiting-list/namesakes.js';

describe('namesakes', () => {
  const namesakes = new Namesakes();
  const numbers = (...names: string[]) => namesakes.number(names.map((name) => namesakes.of(name)));

  it('are told apart, in the order in which they came', () => {
    expect(numbers('Ana', 'Ben', 'ana', 'Ana')).to.deep.equal([1, undefined, 2, 3]);
  });

  it('are counted anew each time', () => {
    expect(numbers('Ana', 'Ben')).to.deep.equal([undefined, undefined]);
    expect(numbers('Ben', 'ANA', 'ben')).to.deep.equal([1, undefined, 2]);
  });
});
