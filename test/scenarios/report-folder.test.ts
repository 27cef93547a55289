import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planted } from '../services/world-identity.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { filesIn, writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

interface Report {
  readonly task: string;
  readonly result: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly errors: readonly { readonly code: string }[];
  readonly changes?: readonly {
    readonly resource: string;
    readonly change: string;
    readonly state?: string;
  }[];
  readonly pullRequest?: { readonly id: number; readonly kind: string };
}

describe('The report of a run', () => {
  const world = bundledWorldForTests({ switches: quick });

  const read = async (task: string) =>
    JSON.parse(await readFile(join(world.folder, 'report', `${task}.json`), 'utf8')) as Report;
  const reportFolder = 'report';

  it('says of an extraction what its page says, for machines too', async () => {
    const run = await world.extract({ reportFolder });
    assertGreen(run);
    const { task, result, outputs, errors, changes = [], pullRequest } = await read('ApimExtract');
    assert.deepEqual([task, result, errors], ['ApimExtract', 'succeeded', []], seen(run));
    assert.deepEqual(outputs, run.outputs);
    assert.ok(changes.some(({ resource, change }) => resource === 'API petstore' && change === 'new'));
    assert.deepEqual([pullRequest?.id, pullRequest?.kind], [1, 'created']);
    assert.equal(await readFile(join(world.folder, 'report', 'ApimExtract.md'), 'utf8'), run.summary);
    const [headline] = (run.summary ?? '').split('\n');
    const counts = `${changes.length} new in contoso-dev: ${outputs['addedCount'] ?? ''} files to change.`;
    assert.equal(headline, `## ApimExtract: ${counts}`);
    assert.match(run.summary ?? '', /\[`API petstore`\]\(https:.*version=GBapim-extract%2Fcontoso-dev\)/);
  });

  it('says of a publication what it wrote, without values', async () => {
    await world.repository.complete(1);
    await world.checkout();
    const commit = (await world.repository.bare.tip('refs/heads/main')) ?? '';
    const run = await world.publish({ reportFolder }, { variables: { 'Build.SourceVersion': commit } });
    assertGreen(run);
    const link = `[Commit ${commit.slice(0, 8)}](${world.repository.webUrl}/commit/${commit})`;
    assert.ok(run.summary?.includes(`\n\n${link}\n`), run.summary);
    const { result, changes = [] } = await read('ApimPublish');
    assert.equal(result, 'succeeded');
    assert.ok(changes.length > 20);
    assert.deepEqual(
      changes.filter(({ state }) => state !== 'done'),
      [],
    );
    const text = JSON.stringify(await filesIn(join(world.folder, 'report')));
    for (const secret of Object.values(planted)) assert.ok(!text.includes(secret));
  });

  it('is written by a run that fails, with its errors and every output', async () => {
    const run = await world.extract({ reportFolder, targetBranch: 'nowhere' });
    assertRed(run, 'BRANCH_NOT_FOUND', /nowhere/);
    const { result, errors, outputs } = await read('ApimExtract');
    assert.deepEqual([result, errors.map(({ code }) => code)], ['failed', ['BRANCH_NOT_FOUND']]);
    assert.equal(outputs['hasChanges'], 'false');
  });

  it('has a folder, or an input that is wrong before anything is asked', async () => {
    await writeFileAt(join(world.folder, 'file'), '');
    world.requests();
    const run = await world.extract({ reportFolder: 'file/report' });
    assertRed(run, 'INVALID_INPUT', /"reportFolder" is "file\/report", but no folder/);
    assert.deepEqual(world.requests(), []);
  });
});
