import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertDoneWithIssues, assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { filesIn, textsOf, writeFileAt } from '../services/world-files.ts';
import { scopedPolicy } from '../services/scoped-policy.ts';
import { quick } from '../services/world-switches.ts';

const header = 'planted-literal-9f2c7a41d08b';
const password = 'planted-Winter-2024';
const storage = 'cGxhbnRlZC1zdG9yYWdlLWtleS0wMTIzNDU2Nzg5LTAxMjM0NTY3ODk=';
const planted = [header, password, storage];
const debug = { variables: { 'System.Debug': 'true' } };

const policies = {
  'apis/trains/policies/policy': scopedPolicy(
    `<set-header name="Authorization" exists-action="override"><value>Bearer ${header}</value></set-header>`,
  ),
  'products/pets/policies/policy': scopedPolicy(
    `<authentication-basic username="me" password="${password}" />`,
  ),
};
const fragment = `<fragment><set-variable name="s" value="AccountName=shop;AccountKey=${storage}" /></fragment>`;

describe('Secrets in clear', () => {
  const world = bundledWorldForTests({ switches: quick });
  const runs: TaskRun[] = [];
  const extract = async (inputs = {}) => {
    const run = await world.extract(inputs, debug);
    runs.push(run);
    return run;
  };
  const files = () => filesIn(join(world.folder, 'files'));

  before(async () => {
    for (const [path, value] of Object.entries(policies))
      await world.dev.put(path, { properties: { format: 'rawxml', value } });
    await world.dev.put('policyFragments/correlate', { properties: { format: 'rawxml', value: fragment } });
  });

  it('fail the run when that is wanted: nothing is written', async () => {
    const run = await extract({ ...intoFolder, secretsFound: 'fail' });
    assertRed(run, 'SECRET_FOUND', /API policy trains/, /a literal Authorization header/);
    assert.equal(run.issues.filter(({ code }) => code === 'SECRET_FOUND').length, 3, seen(run));
    assert.deepEqual(await readdir(world.folder), []);
  });

  it('keep what holds them out of the pull request, and are told there, in the log and in the summary (story 34)', async () => {
    const run = await extract();
    assertDoneWithIssues(run);
    const [pullRequest] = world.repository.pullRequests;
    const branch = textsOf(
      await world.repository.files(pullRequest?.sourceRefName.replace('refs/heads/', '') ?? ''),
      'apim-artifacts',
    );
    for (const path of [
      'apis/trains/policy.xml',
      'products/pets/policy.xml',
      'policy fragments/correlate/policy.xml',
    ])
      assert.ok(!(path in branch), path);
    assert.ok('apis/trains/operations/get-stations/policy.xml' in branch);
    for (const text of [run.summary ?? '', pullRequest?.description ?? '', run.log.join('\n')]) {
      const read = text.replaceAll('\\', '');
      for (const told of [
        /API policy trains.*a literal Authorization header at inbound > set-header Authorization > value, line \d+; not written; fingerprint [\da-f]{8}/,
        /product policy pets.*a literal password at inbound > authentication-basic > password/,
        /policy fragment correlate.*a connection string with its key at set-variable s > value/,
      ])
        assert.match(read, told);
    }
  });

  it('are written once their fingerprints stand in .apimsecrets, and only those', async () => {
    const first = await extract(intoFolder);
    assertDoneWithIssues(first);
    const line = first.log.find((text) => text.includes('API policy trains holds')) ?? '';
    const fingerprint = /fingerprint (?<it>[\da-f]{8})/.exec(line)?.groups?.['it'] ?? '';
    assert.ok(!('apis/trains/policy.xml' in (await files())));
    await writeFileAt(
      join(world.folder, 'files/.apimsecrets'),
      `# agreed\n${fingerprint} in API policy trains\n`,
    );
    assertDoneWithIssues(await extract(intoFolder));
    assert.match((await files())['apis/trains/policy.xml'] ?? '', new RegExp(header));
    assert.ok(!('products/pets/policy.xml' in (await files())));
    assert.equal((await files())['.apimsecrets'], `# agreed\n${fingerprint} in API policy trains\n`);
  });

  it('leave an existing file as it is', async () => {
    const path = join(world.folder, 'files/products/pets/policy.xml');
    await writeFileAt(path, '<policies><!-- of before --></policies>');
    assertDoneWithIssues(await extract(intoFolder));
    assert.equal((await files())['products/pets/policy.xml'], '<policies><!-- of before --></policies>');
  });

  it('are written when that is wanted, and the run says where', async () => {
    const run = await extract({
      createPullRequest: 'false',
      artifactsFolder: 'written',
      secretsFound: 'write',
    });
    assertGreen(run);
    const written = await filesIn(join(world.folder, 'written'));
    assert.match(written['products/pets/policy.xml'] ?? '', new RegExp(password));
    assert.ok(
      run.issues.some(({ message }) => /product policy pets holds .*; written;/.test(message)),
      seen(run),
    );
  });

  it('show in no line, no debug line, no output and no summary of any run', () => {
    assert.ok(runs.some(({ lines }) => lines.some((line) => line.includes('##vso[task.debug]'))));
    const told = [
      ...runs.flatMap(({ lines, outputs, summary = '' }) => [...lines, ...Object.values(outputs), summary]),
      JSON.stringify(world.repository.pullRequests),
    ];
    for (const secret of planted)
      assert.deepEqual(
        told.filter((text) => text.includes(secret)),
        [],
      );
  });
});
