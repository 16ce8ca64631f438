import { expect } from '@open-wc/testing';
import { initials } from '../../src/elements/base/initials.js';

describe('initials', () => {
  const NAMES: [name: string, letters: string, locale?: string][] = [
    ['Ana', 'A'],
    ['Ana de la Cruz', 'AC'],
    ['  ana   cruz ', 'AC'],
    ['Dana Levy (2)', 'D2'],
    ['Ana (she / her)', 'AH'],
    ['“Ana” – Cruz', 'AC'],
    ['דנה לוי', 'דל'],
    ['山田 太郎', '山太'],
    ['अमित शर्मा', 'अश'],
    ['🦊 Fox', '🦊F'],
    ['𝒜na', '𝒜'],
    ['ilknur', 'İ', 'tr'],
    ['ilknur', 'I', 'en'],
    ['…', '?'],
    ['', '?'],
  ];
  for (const [name, letters, locale] of NAMES) {
    it(`of "${name}"${locale ? ` in ${locale}` : ''} are ${letters}`, () => {
      expect(initials(name, locale)).to.equal(letters);
    });
  }
});
