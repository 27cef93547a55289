import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const table = readFileSync('test/stories/README.md', 'utf8');

describe('The table of stories', () => {
  const named = new Map(
    ['shared', 'tasks', 'test', 'emulator', 'scripts'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
        .map((path) => join(room, path).replaceAll('\\', '/'))
        .map((path) => [path, numbersIn(readFileSync(path, 'utf8'))] as const)
        .filter(([, numbers]) => numbers.length > 0),
    ),
  );
  const rows = [...table.matchAll(/^\| (?<number>\d+) +\|.*\| (?<tests>[^|]*)\|$/gm)].map(({ groups }) => ({
    number: Number(groups?.['number']),
    tests: [...(groups?.['tests'] ?? '').matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? ''),
  }));

  it('has each story once, and each of them a test that is named after it', () => {
    assert.deepEqual(
      rows.map(({ number }) => number),
      Array.from({ length: 47 }, (_, at) => at + 1),
    );
    for (const { number, tests } of rows) {
      assert.ok(tests.length > 0, `story ${String(number)} has no test`);
      for (const path of tests)
        assert.ok(named.get(path)?.includes(number), `${path} has no test named (story ${String(number)})`);
    }
  });

  it('leaves out no story that a test is named after', () => {
    const known = new Set(rows.map(({ number }) => number));
    for (const [path, numbers] of named)
      assert.deepEqual(
        numbers.filter((one) => !known.has(one)),
        [],
        path,
      );
  });
});

/** In the names of tests: "(story N)", "(stories N, N and N)". */
function numbersIn(source: string): readonly number[] {
  const names = source.matchAll(/\(stor(?:y|ies) (\d+(?:(?:, | and )\d+)*)\)/g);
  return [...names].flatMap(([, numbers = '']) => [...numbers.matchAll(/\d+/g)].map(([one]) => Number(one)));
}
