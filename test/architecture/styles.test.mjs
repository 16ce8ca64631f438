// Checks that the styles use logical properties only: others would be on the wrong side from right to left.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { sourceFiles } from './imports.mjs';

const PHYSICAL = [
  /(?<![-\w])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)(?:-[a-z]+)?\s*:/,
  /(?<![-\w])(?:(?:min|max)-)?(?:width|height)\s*:/,
  /(?<![-\w])border-(?:top|bottom)-(?:left|right)-radius\s*:/,
  /(?<![-\w])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
];

describe('the styles', () => {
  for (const file of sourceFiles().filter((name) => name.endsWith('.styles.ts'))) {
    it(`of ${file} know start and end, and neither left nor right`, () => {
      const lines = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8').split('\n');
      const found = lines.flatMap((line, index) =>
        PHYSICAL.some((property) => property.test(line)) ? [`  line ${index + 1}: ${line.trim()}`] : [],
      );
      assert.deepEqual(found, []);
    });
  }
});
