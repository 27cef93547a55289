import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { type Files, filesIn, replaceFiles, textsOf, writeFileAt } from '../services/world-files.ts';
import { planted } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';
import { primaryOf, readDefinition, type ReleaseDefinition } from './definition.ts';
import { runStage } from './release-agent.ts';

const overrides = `namedValues: [{ name: partner-key, properties: { value: ${planted.partnerKeyOfProd} } }]\n`;

/** Where an artifact's files lie below its alias: a build hands over what it published under a name. */
const rootOf = (definition: ReleaseDefinition) => {
  const { alias, type } = primaryOf(definition);
  return type === 'Build' ? `${alias}/drop` : alias;
};

for (const [what, name] of [
  ['Git', 'from-git'],
  ['a build', 'from-build'],
] as const)
  describe(`A classic release of ${what}`, () => {
    const definition = readDefinition(name);
    const world = bundledWorldForTests({ switches: quick });
    let inMain: Files;

    before(async () => {
      assertGreen(await world.extract(intoFolder));
      const files = Object.entries(await filesIn(join(world.folder, 'files')));
      const artifacts = files.map(([path, text]) => [`apim-artifacts/${path}`, text] as const);
      inMain = { ...Object.fromEntries(artifacts), 'overrides.prod.yaml': overrides };
      await world.repository.commit('main', inMain, 'What contoso-dev is');
      await world.dev.put('tags/public', { properties: { displayName: 'For everybody' } });
    });
    beforeEach(async () => {
      const root = rootOf(definition);
      const artifact = Object.entries(inMain).map(
        ([path, text]) => [`${root}/${path}`, Buffer.from(text)] as const,
      );
      await replaceFiles(world.folder, new Map(artifact));
      world.writes();
    });

    function one(runs: readonly TaskRun[]): TaskRun {
      const [run, ...more] = runs;
      assert.ok(run !== undefined && more.length === 0);
      return run;
    }

    it('extracts into a pull request of the repository', async () => {
      const run = one(await runStage(world, definition, 'dev'));
      assertGreen(run);
      assert.equal(run.outputs['changedCount'], '1', seen(run));
      const [pullRequest] = world.repository.pullRequests;
      assert.equal(String(pullRequest?.pullRequestId), run.outputs['pullRequestId']);
      const branch = pullRequest?.sourceRefName.replace('refs/heads/', '') ?? '';
      const files = textsOf(await world.repository.files(branch), 'apim-artifacts');
      assert.match(files['tags/public/tagInformation.json'] ?? '', /For everybody/);
      assert.match(run.summary ?? '', /\[Pull request 1\]\(https:\/\/localhost/);
    });

    it('plans and publishes the files of its artifact', async () => {
      const [plan, publish] = await runStage(world, definition, 'prod');
      assert.ok(plan !== undefined && publish !== undefined);
      for (const run of [plan, publish]) assertGreen(run);
      assert.equal(plan.outputs['hasChanges'], 'true');
      assert.equal(publish.outputs['createdCount'], plan.outputs['createdCount']);
      assert.ok(world.writes().includes('PUT apis/petstore'));
    });

    it('has nothing to do when it is deployed again', async () => {
      for (const run of await runStage(world, definition, 'prod')) {
        assertGreen(run);
        assert.equal(run.outputs['hasChanges'], 'false', seen(run));
      }
      assert.deepEqual(world.writes(), []);
    });

    it('publishes what a commit changed, and deletes what it took away, as Azure Repos shows both', async () => {
      const tag = (name: string) => `apim-artifacts/tags/${name}/tagInformation.json`;
      const text = JSON.stringify({ properties: { displayName: `Only here, ${what}` } });
      const deploy = async (changes: Readonly<Record<string, string | null>>) => {
        const commit = await world.repository.commit('main', changes, 'A change');
        for (const [path, content] of Object.entries(changes)) {
          const file = join(world.folder, rootOf(definition), path);
          if (content === null) await rm(file);
          else await writeFileAt(file, content);
        }
        world.writes();
        const [, publish] = await runStage(world, definition, 'prod', {
          commit,
          inputs: { scope: 'changes', overridesFile: '' },
        });
        assert.ok(publish !== undefined);
        assertGreen(publish);
        return publish;
      };
      await deploy({ [tag('temporary')]: text });
      assert.deepEqual(world.writes(), ['PUT tags/temporary']);
      const run = await deploy({ [tag('temporary')]: null });
      assert.match(run.log.join('\n'), /Compared: .*because .* commit [0-9a-f]{40}/);
      assert.deepEqual(world.writes(), ['DELETE tags/temporary']);
    });

    it('signs in as a release, with a token from the collection', async () => {
      const { requests } = world.emulators.azureDevOps;
      requests.clear();
      assertGreen(one(await runStage(world, definition, 'dev')));
      const tokens = requests.entries.filter(({ path }) => path.endsWith('/oidctoken'));
      assert.match(
        tokens[0]?.path ?? '',
        /^\/contoso\/[^/]+\/_apis\/distributedtask\/hubs\/release\/plans\//,
      );
    });
  });

describe('ApimExtract in a classic release that has no repository of its own', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });

  const cases = {
    'because its primary artifact is no build': [
      'from-git',
      {},
      /"repository" is empty.*primary artifact is a build/,
    ],
    'because its build is of GitHub': [
      'from-build',
      { 'Build.Repository.Provider': 'GitHub', 'Build.Repository.ID': 'contoso/apis' },
      /"repository" is empty.*is in GitHub, not in Azure Repos/,
    ],
  } as const;
  for (const [why, [name, variables, words]] of Object.entries(cases))
    it(`says in one line that it needs the input, ${why}`, async () => {
      const [run, ...more] = await runStage(world, readDefinition(name), 'dev', {
        inputs: { repository: '' },
        variables,
      });
      assert.ok(run !== undefined && more.length === 0);
      assertRed(run, 'INVALID_INPUT', words, /Allowed: the name or id of a repository in Azure Repos/);
      assert.equal(run.issues.length, 1, seen(run));
      const { arm, azureDevOps } = world.emulators;
      for (const { requests } of [arm, azureDevOps]) assert.deepEqual(requests.entries, []);
    });
});
