import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { validationRules } from '../../shared/publish/validation-rules.ts';

describe('The page on validation', () => {
  it('lists every rule with its severity, its words and its source, in the order of the code', () => {
    const rows = readFileSync('docs/validation.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    assert.deepEqual(
      rows.map(([, name, severity, says, source]) => [name, severity, says, source]),
      validationRules.map(({ name, severity, says, source }) => [`\`${name}\``, severity, says, source]),
    );
  });
});
