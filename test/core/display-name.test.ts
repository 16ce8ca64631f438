import { expect } from '@open-wc/testing';
import { displayName, NAME_LENGTH } from '../../src/core/display-name.js';

const SHOWN: [string, unknown, string][] = [
  ['an ordinary name', 'Ana María O’Neill', 'Ana María O’Neill'],
  ['markup, which is text like any other', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['blanks around and within', '  Ana \n\t Bell ', 'Ana Bell'],
  ['control characters', 'A\u0000n\u0007a\u001b[31m', 'Ana[31m'],
  ['marks that turn the text around', '\u202eanA\u202c \u2066x\u2069\u200f\u061c', 'anA x'],
  ['blanks without width', 'A\u200bn\u2060a\ufeff', 'Ana'],
  ['lone surrogates', 'A\ud800na\udfff', 'Ana'],
  ['private characters', 'A\ue000na', 'Ana'],
  ['line and paragraph separators', 'Ana\u2028Bell\u2029', 'Ana Bell'],
  ['nothing but what cannot be seen', '\u200d\u3164\u00ad\u2800 \ufe0f', ''],
  ['nothing but fillers and empty signs', '\u115f\u1160\uffa0\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}', ''],
  ['nothing', '', ''],
  ['what is no string', { toString: () => 'Eve' }, ''],
  [
    'a letter with a tower of marks',
    `A${'\u0300'.repeat(3)}${'\u0315'.repeat(60)}`,
    `À${'\u0300'.repeat(2)}\u0315\u0315`,
  ],
  ['an emoji made of several', '👩‍👩‍👧 Ana', '👩‍👩‍👧 Ana'],
  ['scripts that need joiners', 'می‌خواهم', 'می‌خواهم'],
  ['points and accents that belong there', 'שָׁלוֹם Nguyễn', 'שָׁלוֹם Nguyễn'],
];

describe('a displayed name', () => {
  for (const [what, name, shown] of SHOWN) {
    it(`has ${what}`, () => expect(displayName(name)).to.equal(shown.normalize('NFC')));
  }

  it('is limited in grapheme clusters', () => {
    expect(displayName('x'.repeat(5000))).to.equal(`${'x'.repeat(NAME_LENGTH)}…`);
    expect(displayName('x'.repeat(NAME_LENGTH))).to.equal('x'.repeat(NAME_LENGTH));
    const family = '👩‍👩‍👧';
    expect(displayName(family.repeat(NAME_LENGTH + 5))).to.equal(`${family.repeat(NAME_LENGTH)}…`);
  });

  it('is shortened without Intl.Segmenter', () => {
    const { Segmenter } = Intl;
    try {
      for (const take of [
        () => Object.assign(Intl, { Segmenter: undefined }),
        () => Reflect.deleteProperty(Intl, 'Segmenter'),
      ]) {
        take();
        expect(displayName('A'.repeat(NAME_LENGTH + 1))).to.equal(`${'A'.repeat(NAME_LENGTH)}…`);
      }
    } finally {
      Object.assign(Intl, { Segmenter });
    }
  });
});
