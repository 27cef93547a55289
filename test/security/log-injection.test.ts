import assert from 'node:assert/strict';
import { join } from 'node:path';
import { commandIn } from '../agent/commands.ts';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

const takesOver = '##vso[task.setvariable variable=PATH]evil';
const folds = '##[endgroup]\n##[error]faked';
const debug = { variables: { 'System.Debug': 'true' } };

describe('What comes from an instance or a repository commands no agent', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });
  afterEach(() => {
    world.emulators.arm.faults.length = 0;
  });

  const fail = (status: number, message: string) => {
    const body = {
      error: { code: takesOver, message, details: [{ code: folds, target: takesOver, message }] },
    };
    world.emulators.arm.faults.push({ method: 'PUT', path: /\/contoso-prod\//, answer: { status, body } });
  };

  const policy = `<policies><inbound><!-- ${takesOver}\n${folds} --></inbound><backend /><outbound /><on-error /></policies>`;
  const places: Readonly<Record<string, string>> = {
    // Of the kinds that take any name: backends.
    [`backends/${takesOver}/backendInformation.json`]: JSON.stringify({
      properties: { title: takesOver, url: 'https://any.example', protocol: 'http' },
    }),
    [`named values/n/namedValueInformation.json`]: JSON.stringify({
      properties: { displayName: 'n', value: `${takesOver}\n${folds}` },
    }),
    'policy.xml': policy,
    [`strange ${takesOver}.txt`]: takesOver,
  };

  it('by the names and texts of files', async () => {
    for (const [path, text] of Object.entries(places))
      await writeFileAt(join(world.folder, 'files', path), text);
    const run = await world.publish({ artifactsFolder: 'files', overridesFile: '' }, debug);
    assertGreen(run);
    assert.match(run.lines.join('\n'), /create +backend ##_vso\[task\.setvariable/);
    assertObeysOnlyItself(run);
  });

  it('by the names and texts of an instance', async () => {
    const run = await world.extract(
      { ...intoFolder, serviceName: 'contoso-prod', artifactsFolder: 'again' },
      debug,
    );
    assertGreen(run);
    assertObeysOnlyItself(run);
    assert.match(run.lines.join('\n'), /##_vso\[task\.setvariable/);
  });

  it('by the words of an error', async () => {
    await writeFileAt(
      join(world.folder, 'files/tags/b/tagInformation.json'),
      '{"properties":{"displayName":"b"}}',
    );
    fail(400, `${takesOver}\n${folds}`);
    const run = await world.publish({ artifactsFolder: 'files', overridesFile: '' }, debug);
    assertRed(run, 'AZURE_REFUSED');
    assert.match(run.lines.join('\n'), /##_vso\[task\.setvariable/);
    assertObeysOnlyItself(run);
  });

  it('by the words of overrides, filters and broken files', async () => {
    await writeFileAt(join(world.folder, 'o.yaml'), `"${takesOver}": [{ name: "${takesOver}" }]`);
    const published = await world.publish({ artifactsFolder: 'files', overridesFile: 'o.yaml' }, debug);
    assertRed(published, 'UNMATCHED_OVERRIDE');
    await writeFileAt(join(world.folder, 'f.yaml'), `tags: ["${takesOver}"]`);
    const extracted = await world.extract(
      { ...intoFolder, artifactsFolder: 'none', filterFile: 'f.yaml' },
      debug,
    );
    await writeFileAt(join(world.folder, 'broken/policy.xml'), `<${takesOver}>`);
    const broken = await world.publish({ artifactsFolder: 'broken', overridesFile: '' }, debug);
    for (const run of [published, extracted, broken]) assertObeysOnlyItself(run);
  });

  /** Outputs are set, nothing else is; folds are ours; nothing is coloured. */
  function assertObeysOnlyItself(run: TaskRun): void {
    const obeyed = run.lines.flatMap((line) => commandIn(line) ?? []);
    const set = obeyed.filter(({ name }) => name === 'task.setvariable');
    for (const { properties } of set)
      assert.match(properties.get('variable') ?? '', /Changes$|Count$|^pullRequest|^planFile$/);
    const allowed = [
      'debug',
      'setvariable',
      'setsecret',
      'setprogress',
      'issue',
      'logissue',
      'uploadsummary',
      'complete',
    ];
    for (const { name } of obeyed)
      assert.ok(allowed.includes(name.replace('task.', '')), `${name}\n${seen(run)}`);
    const marks = run.lines.filter((line) => /##\[(?!group\]|endgroup\]$)/.test(line));
    assert.deepEqual(marks, [], seen(run));
    const ends = run.lines.filter((line) => line.includes('##[endgroup]')).length;
    assert.equal(ends, run.lines.filter((line) => line.startsWith('##[group]')).length);
    assert.doesNotMatch(run.summary ?? '', /^##\[/m);
  }
});
