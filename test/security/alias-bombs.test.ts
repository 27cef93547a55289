import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

/** Ten lines that stand for ten billion values. */
const growing = [
  `l0: &l0 [${Array(10).fill('x').join(', ')}]`,
  ...Array.from(
    { length: 9 },
    (_, at) => `l${at + 1}: &l${at + 1} [${Array(10).fill(`*l${at}`).join(', ')}]`,
  ),
].join('\n');

/** It holds itself. */
const endless = 'apis: &all\n  - name: orders\n    properties: &own\n      description: *own';

const bombs: Readonly<Record<string, string>> = { 'that grow': growing, 'without end': endless };

describe('Aliases', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });
  before(async () => {
    await writeFileAt(join(world.folder, 'files/tags/a/tagInformation.json'), '{"properties":{}}');
  });
  beforeEach(() => {
    world.emulators.arm.requests.clear();
  });

  /** As little memory as a small agent has: what grows would end the process. */
  const small = { env: { NODE_OPTIONS: '--max-old-space-size=96' } };

  function assertRefused(run: TaskRun, file: RegExp): void {
    assertRed(run, 'INVALID_FILE', file);
    assert.deepEqual(world.emulators.arm.requests.entries, []);
    assert.ok(run.milliseconds < 20_000, seen(run));
  }

  for (const [how, yaml] of Object.entries(bombs)) {
    it(`${how} are refused in a filter`, async () => {
      await writeFileAt(join(world.folder, 'filter.yaml'), yaml);
      assertRefused(await world.extract({ ...intoFolder, filterFile: 'filter.yaml' }, small), /filter\.yaml/);
    });

    it(`${how} are refused in overrides`, async () => {
      await writeFileAt(join(world.folder, 'overrides.yaml'), yaml);
      const inputs = { artifactsFolder: 'files', overridesFile: 'overrides.yaml' };
      assertRefused(await world.publish(inputs, small), /overrides\.yaml/);
    });

    it(`${how} are refused in a specification`, async () => {
      const folder = join(world.folder, 'with-api/apis/orders');
      const properties = { displayName: 'Orders', path: 'orders' };
      await writeFileAt(join(folder, 'apiInformation.json'), JSON.stringify({ properties }));
      const head = 'openapi: 3.0.1\ninfo: { title: Orders, version: "1" }\npaths: {}\nx-more:\n';
      await writeFileAt(join(folder, 'specification.yaml'), head + yaml.replace(/^/gm, '  '));
      const inputs = { artifactsFolder: 'with-api', overridesFile: '' };
      assertRefused(await world.publish(inputs, small), /specification\.yaml/);
    });
  }
});
