import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultSwitches } from './switches.ts';

describe('The table of switches', () => {
  const readme = readFileSync('emulator/README.md', 'utf8');
  const table = readme.slice(readme.indexOf('| switch '));
  const rows = [...table.matchAll(/^\| `(\w+)` *\| ([^|]+)\|[^|]+\|([^|]+)\|$/gm)].map(
    ([, name = '', values = '', facts = '']) => ({ name, values, facts }),
  );

  it('lists every switch once, and no other', () => {
    const names = rows.map(({ name }) => name).sort();
    assert.deepEqual(names, Object.keys(defaultSwitches).sort());
  });

  for (const { name, values, facts } of rows)
    it(`begins with the default of ${name}, and says where its doubt is from`, () => {
      const value: unknown = defaultSwitches[name as keyof typeof defaultSwitches];
      const first = /^`([^`]+)`/.exec(values)?.[1];
      assert.equal(first, Array.isArray(value) ? JSON.stringify(value) : String(value));
      assert.match(facts, /\d/);
    });
});
