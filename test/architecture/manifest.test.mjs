// Editors, frameworks' types and the reference read the manifest: nothing in it may be without a type or a word.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const manifest = JSON.parse(readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8'));
const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);

for (const element of elements) {
  describe(`the manifest of <${element.tagName}>`, () => {
    const {
      members,
      attributes = [],
      events = [],
      slots = [],
      cssParts = [],
      cssProperties = [],
      cssStates = [],
    } = element;
    const fields = members.filter(({ kind }) => kind === 'field');
    const methods = members.filter(({ kind }) => kind === 'method');

    it('describes each entry', () => {
      const all = [
        element,
        ...members,
        ...attributes,
        ...events,
        ...slots,
        ...cssParts,
        ...cssProperties,
        ...cssStates,
      ];
      assert.deepEqual(
        all.filter(({ description }) => !description?.trim()).map(({ name }) => name),
        [],
      );
    });

    it('has a type for each field, attribute and parameter, and what each method gives', () => {
      const typed = [...fields, ...attributes, ...methods.flatMap(({ parameters = [] }) => parameters)];
      const untyped = typed.filter(({ type }) => !type?.text).map(({ name }) => name);
      const silent = methods.filter((method) => !method.return?.type?.text).map(({ name }) => name);
      assert.deepEqual([...untyped, ...silent], []);
    });

    it('names no type parameter and no constant', () => {
      assert.deepEqual(
        fields
          .filter(({ type, default: value }) => type.text === 'State' || /^[A-Z_]{2,}$/.test(value))
          .map(({ name }) => name),
        [],
      );
    });

    it('has a CSS state for each value of its state', () => {
      const state = fields.find(({ name }) => name === 'state')?.type.text ?? '';
      assert.deepEqual(
        cssStates.map(({ name }) => name),
        [...state.matchAll(/'([^']+)'/g)].map(([, value]) => value),
      );
    });
  });
}
