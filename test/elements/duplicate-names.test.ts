import { expect } from '@open-wc/testing';
import { confusables, DuplicateNames, isConfusable } from '../../src/elements/waiting-list/duplicate-names.js';

const numbersIn =
  (all: DuplicateNames) =>
  (...names: string[]) =>
    all.number(names.map((name) => all.of(name)));

describe('duplicate names', () => {
  const numbers = numbersIn(new DuplicateNames());

  it('are numbered, in the order of arrival', () => {
    expect(numbers('Ana', 'Ben', 'ana', 'Ana')).to.deep.equal([1, undefined, 2, 3]);
  });

  it('are counted anew each time', () => {
    expect(numbers('Ana', 'Ben')).to.deep.equal([undefined, undefined]);
    expect(numbers('Ben', 'ANA', 'ben')).to.deep.equal([1, undefined, 2]);
  });

  describe('with the suffix of the labels', () => {
    const suffixes: [what: string, suffix: [before: string, after: string], names: string[]][] = [
      ['words on both sides of the number', [', number ', ' of this name'], ['Ana', 'Ana, number 2 of this name']],
      ['words before it', [', número ', ''], ['Ana', 'ANA, NÚMERO 1']],
      ['words after it', [', ', '. dieses Namens'], ['Ana', 'Ana, 2. dieses Namens']],
      ['nothing but the number', [', ', ''], ['Ana', 'Ana, 2']],
    ];
    for (const [what, suffix, names] of suffixes) {
      it(`are counted with the name before it: ${what}`, () => {
        expect(numbersIn(new DuplicateNames(suffix))(...names, 'Ben')).to.deep.equal([1, 2, undefined]);
      });
    }
  });

  describe('whose names look alike', () => {
    before(() => confusables.load());

    it('include names that look like any of them', () => {
      // Written small the first is one of the second, and by its looks one of the third.
      expect(numbersIn(new DuplicateNames())('IAN', 'ian', 'lan', 'Ben', 'lAN')).to.deep.equal([1, 2, 3, undefined, 4]);
      expect(numbersIn(new DuplicateNames())('ian', 'lan', 'Ben', 'IAN')).to.deep.equal([1, 2, undefined, 3]);
    });

    it('are numbered also if a name looks like two others', () => {
      const names = new DuplicateNames();
      const [ian, lan] = [names.of('ian'), names.of('lan')];
      expect(names.number([ian, lan])).to.deep.equal([undefined, undefined]);
      expect(names.number([ian, lan, names.of('Ian')])).to.deep.equal([1, 2, 3]);
    });

    it('are looked up only for confusable characters', () => {
      const ascii = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));
      const alike = ascii.filter((character) => confusables.now!(character) !== character);
      expect(ascii.filter(isConfusable)).to.deep.equal(alike);
    });
  });
});
