import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

type Row = readonly [words: string, text: string, code: string, line: number, ...says: RegExp[]];

/** Each in a file of its own, and told in one run. One that cannot be read is told before the others are looked at. */
const together: Readonly<Record<string, readonly Row[]>> = {
  'as YAML:': [
    ['broken YAML', 'apis:\n  - name: uspto\n   properties: 1\n', 'INVALID_FILE', 3, /cannot be read/],
  ],
  'as a mapping:': [['a list in place of sections', '- name: shop\n', 'INVALID_FILE', 1, /mapping/]],
  'in what they say:': [
    [
      'a name that no file has',
      'backends:\n  - name: shp\n    properties: {url: "https://a"}\n',
      'UNMATCHED_OVERRIDE',
      2,
      /backend shp/,
      /Did you mean shop\?/,
    ],
    [
      'a section that there is not',
      'apis: []\nbackend: []\n',
      'UNMATCHED_OVERRIDE',
      2,
      /"backend"/,
      /Did you mean backends\?/,
    ],
    [
      'a token {#[...]#}',
      'namedValues:\n  - name: partner-key\n    properties:\n      value: "{#[PARTNER_KEY]#}"\n',
      'UNRESOLVED_TOKEN',
      4,
      /PARTNER_KEY/,
      /namedValues.*value/,
    ],
    [
      'a token #{...}#',
      'backends:\n  - name: shop\n    properties:\n      url: https://#{HOST}#/pets\n',
      'UNRESOLVED_TOKEN',
      4,
      /#\{HOST\}#/,
    ],
    [
      'a variable that nobody set',
      'namedValues:\n  - name: partner-key\n    properties:\n      value: $(partnerKey)\n',
      'UNRESOLVED_TOKEN',
      4,
      /\$\(partnerKey\)/,
    ],
    [
      'the same thing twice',
      'tags:\n  - name: public\n    properties: {displayName: A}\n  - name: Public\n    properties: {displayName: B}\n',
      'UNMATCHED_OVERRIDE',
      4,
      /twice/,
    ],
  ],
};

describe('Broken overrides stop publishing before any request:', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });
  before(async () => {
    for (const path of [
      'backends/shop/backendInformation.json',
      'namedValues/partner-key/namedValueInformation.json',
      'tags/public/tagInformation.json',
    ])
      await writeFileAt(join(world.folder, 'files', path), '{"properties": {}}');
  });

  for (const [where, rows] of Object.entries(together))
    describe(where, () => {
      const fileOf = (at: number) => `prod-${String(at)}.yaml`;
      let run: TaskRun;
      before(async () => {
        for (const [at, [, text]] of rows.entries()) await writeFileAt(join(world.folder, fileOf(at)), text);
        world.requests();
        const overridesFile = rows.map((_, at) => fileOf(at)).join('\n');
        run = await world.publish({ artifactsFolder: 'files', overridesFile });
        assert.deepEqual(world.requests(), []);
        assert.equal(run.issues.length, rows.length, seen(run));
      });

      for (const [at, [words, , code, line, ...says]] of rows.entries())
        it(words, () => {
          assertRed(run, code, ...says);
          const [issue, ...more] = run.issues.filter(({ file }) => file === fileOf(at));
          assert.deepEqual([issue?.code, issue?.line, more], [code, line, []], seen(run));
          for (const one of says) assert.match(issue?.message ?? '', one);
        });
    });
});
