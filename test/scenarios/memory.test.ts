import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { headerPolicy } from '../services/world-content.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { isMarker } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { acceptedButNotStored, refusal } from '../services/world-lies.ts';
import { quick } from '../services/world-switches.ts';

const file = (path: string) => `apim-artifacts/${path}`;
const operationPolicy = file('apis/trains/operations/get-stations/policy.xml');
const tagFile = (name: string) => file(`tags/${name}/tagInformation.json`);

describe('Publishing what commits changed', () => {
  const world = bundledWorldForTests({ switches: quick });
  let commit = '';
  /** Commits, checks out without Git, and publishes: Azure Repos shows what was before. */
  const push = async (changes: Readonly<Record<string, string | null>>) => {
    commit = await world.repository.commit('main', changes, 'A change');
    await world.checkout();
  };
  const publish = (inputs: Readonly<Record<string, string>> = {}, version = commit): Promise<TaskRun> =>
    world.publish(
      { artifactsFolder: 'apim-artifacts', overridesFile: '', scope: 'changes', ...inputs },
      { variables: { 'Build.SourceVersion': version, 'Build.SourceBranch': 'refs/heads/main' } },
    );
  const instance = () => world.newInstance('unused');

  before(async () => {
    await world.dev.delete('backends/shop').catch(() => undefined);
    assertGreen(await world.extract());
    await world.repository.complete(1);
    const secret = file('named values/partner-key/namedValueInformation.json');
    await push({
      [secret]: '{"properties": {"displayName": "partner-key", "value": "open"}}',
      [tagFile('temporary')]: '{"properties": {"displayName": "Temporary"}}',
    });
    assertGreen(await publish());
    world.allWrites();
  });

  it('sends nothing for the same commit, and only the marker for one without effect', async () => {
    assertGreen(await publish());
    assert.deepEqual(world.allWrites(), []);
    await push({ 'README.md': '# Other words\n' });
    const run = await publish();
    assertGreen(run);
    const writes = world.allWrites();
    assert.deepEqual([writes.length, writes.every(isMarker)], [1, true], seen(run));
  });

  it('imports once a specification of which no export tells what was changed, whatever the scope', async () => {
    const text = await readFile('test/fixtures/specifications/openapi-3.1-conditions.yaml', 'utf8');
    const specification = file('apis/conditions/specification.yaml');
    await push({
      [file('apis/conditions/apiInformation.json')]:
        '{ "properties": { "displayName": "Conditions", "path": "conditions", "protocols": ["https"] } }',
      [specification]: text,
    });
    assertGreen(await publish());
    for (const [at, scope] of ['all', 'changes'].entries()) {
      world.allWrites();
      await push({ [specification]: text.replace('maxProperties: 1', `maxProperties: ${String(at + 5)}`) });
      const run = await publish({ scope });
      assertGreen(run);
      assert.deepEqual(world.writes(), ['PUT apis/conditions'], seen(run));
      assert.match(run.summary ?? '', /the service does not tell what it has, the file changed/);
      assertGreen(await publish({ scope }));
      assert.deepEqual(world.allWrites(), []);
    }
  });

  it('needs nine requests for one changed operation policy', async () => {
    await push({ [operationPolicy]: headerPolicy('x-line', 'south') });
    world.emulators.arm.requests.clear();
    const run = await publish();
    assertGreen(run);
    const { entries } = world.emulators.arm.requests;
    assert.ok(entries.length <= 9, entries.map(({ method, path }) => `${method} ${path}`).join('\n'));
    assert.deepEqual(world.writes(), ['PUT apis/trains/operations/get-stations/policies/policy']);
  });

  for (const [often, words] of [
    ['never', 'one write for one changed specification, three reads of the API before it and two after'],
    ['once', 'two writes and four reads after where Azure has not stored what it accepted first'],
  ] as const)
    it(`needs ${words}`, async () => {
      const files = await world.repository.files('main');
      const specification = file('apis/trains/specification.yaml');
      const text = Buffer.from(files.get(specification) ?? '').toString('utf8');
      await push({ [specification]: text.replace(/summary: .*/, `summary: Lost ${often}`) });
      const { arm } = world.emulators;
      if (often === 'once') arm.faults.push(acceptedButNotStored('PUT', /\/apis\/trains$/));
      arm.requests.clear();
      assertGreen(await publish());
      arm.faults.length = 0;
      const asked = arm.requests.entries.map(({ method, path, query }) => {
        const below = path.replace(/.*\/service\/[^/]+\/?/, '').replace(/apim-gitops-\w+$/, '{marker}');
        return [method, below, query.has('export') ? 'export' : ''].join(' ').trim();
      });
      const reads = ['GET apis', 'GET apis/trains export'];
      const [before, written] = [['GET', 'GET namedValues/{marker}', ...reads], 'PUT apis/trains'];
      const marker = 'PUT namedValues/{marker}';
      const [imported, again] = [[written, ...reads], often === 'once' ? [written, ...reads] : []];
      const operations = 'GET apis/trains/operations';
      assert.deepEqual(asked, [...before, marker, operations, ...imported, ...again, marker]);
    });

  it('is red half-way, and repaired by the next run, whatever was committed in between', async () => {
    const refused = { answer: refusal(400, 'ValidationError', 'No.') };
    world.emulators.arm.faults.push({ method: 'PUT', path: /\/tags\/public$/, ...refused });
    await push({
      [tagFile('public')]: '{"properties": {"displayName": "For all"}}',
      [tagFile('more')]: '{"properties": {"displayName": "More"}}',
    });
    const red = await publish();
    assertRed(red, 'AZURE_REFUSED', /tags\/public/);
    assert.ok(
      red.log.some((line) => line.includes('1 done, 1 failed, 0 not begun. The next run')),
      seen(red),
    );
    world.emulators.arm.faults.length = 0;
    await push({ 'README.md': '# Something else\n' });
    world.writes();
    const green = await publish();
    assertGreen(green);
    assert.deepEqual(world.writes(), ['PUT tags/public'], seen(green));
  });

  it('deletes what is gone from the files, and nothing that others made', async () => {
    await world.prod.put('tags/of-somebody', { properties: { displayName: 'Of somebody' } });
    await push({ [tagFile('temporary')]: null });
    world.writes();
    const plan = await publish({ action: 'plan' });
    assert.deepEqual([plan.outputs['deletedCount'], world.allWrites()], ['1', []], seen(plan));
    const run = await publish();
    assertGreen(run);
    assert.deepEqual(world.writes(), ['DELETE tags/temporary'], seen(run));
    assert.equal(run.outputs['deletedCount'], '1');
    assert.notEqual(await world.prod.get('tags/of-somebody'), undefined);
  });

  it('deletes a whole API by its bare name, with what lives in it, within the budget', async () => {
    const files = await world.repository.files('main');
    const gone = [...files.keys()].filter((path) => path.includes('apis/uspto/'));
    await push(Object.fromEntries(gone.map((path) => [path, null])));
    world.writes();
    const poor = await publish({ maxDeletes: '0' });
    assertRed(poor, 'DELETE_BUDGET', /API uspto/);
    assert.deepEqual(world.allWrites(), []);
    const run = await publish();
    assertGreen(run);
    const deletes = world.emulators.arm.requests.entries.filter(({ method }) => method === 'DELETE');
    assert.ok(
      deletes.some(({ path }) => path.endsWith('/apis/uspto')),
      seen(run),
    );
    assert.equal(await world.prod.get('apis/uspto'), undefined);
  });

  it('stops at an older commit unless that is allowed', async () => {
    const before = commit;
    await push({ [tagFile('late')]: '{"properties": {"displayName": "Late"}}' });
    assertGreen(await publish());
    const late = commit;
    await push({ [tagFile('late')]: null });
    world.allWrites();
    assertRed(await publish({}, before), 'OLDER_COMMIT', new RegExp(before), new RegExp(late));
    assert.deepEqual(world.allWrites(), []);
    const run = await publish({ allowOlderCommit: 'true' }, before);
    assertGreen(run);
    assert.deepEqual(world.writes(), ['DELETE tags/late'], seen(run));
  });

  it('is not extracted: the marker is nobody’s file', async () => {
    const run = await world.extract({
      serviceName: 'contoso-prod',
      createPullRequest: 'false',
      artifactsFolder: 'out',
    });
    assertGreen(run);
    assert.doesNotMatch(run.log.join('\n'), /apim-gitops-/);
  });

  it('fails at the first run and shows the plan, unless told to publish', async () => {
    instance();
    const run = await publish({ serviceName: 'unused', firstRun: 'plan' });
    assertRed(run, 'FIRST_RUN', /Nothing was written/);
    assert.deepEqual(world.allWrites(), []);
    assert.notEqual(run.outputs['createdCount'], '0');
  });

  it('works from a shallow clone without Azure Repos (story 40)', async () => {
    const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
    const clone = join(world.folder, '..', 'clone');
    world.newInstance('cloned');
    const from = async (depth: string) => {
      await rm(clone, { recursive: true, force: true });
      git(
        'clone',
        '-q',
        ...(depth === '' ? [] : ['--depth', depth]),
        `file://${world.repository.path}`,
        clone,
      );
      return await world.publish(
        { artifactsFolder: 'apim-artifacts', overridesFile: '', scope: 'changes', serviceName: 'cloned' },
        {
          workingDirectory: clone,
          variables: { 'Build.Repository.Provider': 'GitHub', 'Build.Repository.Uri': '' },
        },
      );
    };
    assertGreen(await from('1'));
    await push({ [tagFile('cloned')]: '{"properties": {"displayName": "Cloned"}}', [tagFile('more')]: null });
    world.writes();
    const whole = await from('');
    assertGreen(whole);
    assert.deepEqual(world.writes(), ['PUT tags/cloned', 'DELETE tags/more'], seen(whole));
    await push({ [tagFile('cloned')]: null });
    world.writes();
    const shallow = await from('1');
    assertGreen(shallow);
    assert.ok(
      shallow.log.some((line) => line.startsWith('Compared: everything, because nobody can show')),
      seen(shallow),
    );
    assert.deepEqual(world.writes(), [], seen(shallow));
    const told = shallow.issues.map(({ message }) => message).join('\n');
    assert.match(told, /nothing is deleted because .*The checkout is shallow: give it "fetchDepth: 0"/);
  });
});
