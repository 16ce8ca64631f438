import { expect } from '@open-wc/testing';
import { isolate } from '../../src/i18n/isolate.js';

const FSI = '\u2068';
const PDI = '\u2069';

describe('text from elsewhere in a sentence', () => {
  for (const name of ['Ana', 'Zoë (2)', '山田', 'Іван', 'अमित', '12', '']) {
    it(`"${name}" stays as it is where nothing can be turned`, () => {
      expect(isolate(name, 'ltr')).to.equal(name);
    });
  }

  for (const name of ['دانا', 'דנה 12', 'Ana דנה', 'ﷲ', '𐤀', '𞤀', 'a\u202eb']) {
    it(`"${name}" is isolated in a sentence from left to right`, () => {
      expect(isolate(name, 'ltr')).to.equal(FSI + name + PDI);
    });
  }

  for (const name of ['Ana', 'דנה', '12']) {
    it(`"${name}" is isolated in a sentence from right to left`, () => {
      expect(isolate(name, 'rtl')).to.equal(FSI + name + PDI);
    });
  }
});
