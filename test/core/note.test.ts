import { expect } from '@open-wc/testing';
import { displayName } from '../../src/core/display-name.js';
import { NOTE_LENGTH } from '../../src/core/limits.js';
import { displayNote, splitNote, withNote } from '../../src/core/note.js';

const MARK = '\u2063– ';

describe('the note of a knock', () => {
  it('follows the name in visible words', () => {
    const text = withNote('Gus', 'about the contract');
    expect(text.replace(/\p{DI}/gu, '')).to.equal('Gus – about the contract');
    expect(splitNote(text)).to.deep.equal({ name: 'Gus', note: 'about the contract' });
  });

  it('is never a part of the displayed name', () => {
    expect(displayName(withNote('Gus', 'about the contract'))).to.equal('Gus');
  });

  it('survives a change of normalization', () => {
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
      const text = withNote('Zoë', 'naïve').normalize(form);
      expect(splitNote(text)).to.deep.equal({ name: 'Zoë'.normalize(form), note: 'naïve'.normalize(form) });
    }
  });

  for (const nothing of [undefined, '', '  \n', '\u200b\u2060\u00ad', MARK.slice(0, 1)]) {
    it(`without visible text changes nothing: ${JSON.stringify(nothing)}`, () => {
      expect(withNote('Gus', nothing)).to.equal('Gus');
    });
  }

  it('is one line of limited length', () => {
    const { note } = splitNote(withNote('Gus', `a\n\u202eb\u0000${'x'.repeat(10_000)}`));
    expect(note).to.equal(`a b${'x'.repeat(NOTE_LENGTH - 3)}…`);
  });

  it('is not found in an ordinary name', () => {
    for (const name of ['Gus – about the contract', 'Gus\u2063', 'A\u2063B', '']) {
      expect(splitNote(name)).to.deep.equal({ name });
    }
  });

  describe('that is forged', () => {
    it('begins at the first mark', () => {
      const text = `Gus ${MARK}one ${MARK}two`;
      expect(splitNote(text).name).to.equal('Gus');
      expect(displayNote(splitNote(text).note)).to.equal('one – two');
    });

    it('leaves a guest without a name', () => {
      expect(splitNote(`${MARK}Olga`)).to.deep.equal({ name: '', note: 'Olga' });
    });

    it('cannot begin within a name that is sent with a note', () => {
      expect(splitNote(withNote(`Gus ${MARK}x`, 'y'))).to.deep.equal({ name: 'Gus – x', note: 'y' });
    });

    it('is displayed as safely as a name', () => {
      const { note } = splitNote(`Gus ${MARK}\u202e<b>\u2066\n${'Z\u0354'.repeat(5)}${'y'.repeat(10_000)}`);
      expect(displayNote(note))
        .to.match(/^<b> Z/)
        .and.to.have.length.below(NOTE_LENGTH * 2);
      expect(displayNote(note)).not.to.match(/[\u202e\u2066\n]/);
      expect(displayNote('\u200b\u3164\u2800')).to.equal('');
    });
  });
});
