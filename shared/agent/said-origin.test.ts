import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Job } from './job.ts';
import { saidOrigin } from './said-origin.ts';

const commit = '38629c964d21fe405ef830b7d0220966b82c9e11';
const ofPipeline = { id: 'pipeline-repository', provider: 'TfsGit' };
const job: Job = { workingDirectory: '/work', repository: ofPipeline };

/** The first artifact of an exported definition. */
function aliasIn(name: string): string {
  const text = readFileSync(`test/fixtures/releases/${name}.json`, 'utf8');
  const { artifacts } = JSON.parse(text) as { readonly artifacts: readonly { readonly alias: string }[] };
  return artifacts[0]?.alias ?? assert.fail(name);
}

/** As the agent puts variables into the environment of a task. */
const inEnvironment = (name: string) => name.replace(/[. ]/g, '_').toUpperCase();

describe('saidOrigin', () => {
  const before = { ...process.env };
  const set = (variables: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(variables)) process.env[inEnvironment(name)] = value;
  };
  const ofArtifact = (alias: string, variables: Readonly<Record<string, string>>) => {
    const own = Object.entries(variables);
    set(Object.fromEntries(own.map(([name, value]) => [`Release.Artifacts.${alias}.${name}`, value])));
  };
  beforeEach(() => {
    for (const name of Object.keys(process.env))
      if (/^(?:SYSTEM|BUILD|RELEASE)_/.test(name)) Reflect.deleteProperty(process.env, name);
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });

  it('of a build is what the build says of itself', () => {
    set({
      ...{ 'System.HostType': 'build', 'Build.SourceVersion': commit.toUpperCase() },
      'Build.SourceBranch': 'refs/heads/main',
    });
    const origin = { commit, branch: 'refs/heads/main', repository: ofPipeline, path: 'apim-artifacts' };
    assert.deepEqual(saidOrigin(job, 'apim-artifacts'), origin);
  });

  describe('of a release', () => {
    beforeEach(() => {
      set({ 'System.HostType': 'release' });
    });

    it('is the repository of the artifact that the folder lies in', () => {
      const alias = aliasIn('from-git');
      ofArtifact(alias, {
        ...{ Type: 'Git', DefinitionId: 'git-repository', DefinitionName: 'apis' },
        ...{ SourceVersion: commit, BuildNumber: '38629c964', SourceBranch: 'refs/heads/main' },
      });
      ofArtifact('other', { Type: 'Git', DefinitionId: 'x', SourceVersion: commit.replace('3', '4') });
      assert.deepEqual(saidOrigin(job, `${alias}/apim-artifacts`), {
        ...{ commit, branch: 'refs/heads/main', path: 'apim-artifacts' },
        repository: { id: 'git-repository', provider: 'TfsGit', name: 'apis' },
      });
    });

    it('takes the commit from wherever the kind of artifact says it whole, and never a part of one', () => {
      const short = { Type: 'GitHub', BuildNumber: commit.slice(0, 9) };
      ofArtifact('_contoso apis', { ...short, BuildId: commit });
      assert.equal(saidOrigin(job, '_contoso apis').commit, commit);
      ofArtifact('numbered', { Type: 'Git', BuildNumber: commit });
      assert.equal(saidOrigin(job, 'numbered').commit, commit);
      ofArtifact('cut', { ...short, BuildId: '130' });
      assert.equal('commit' in saidOrigin(job, 'cut'), false);
    });

    it('of a build is the repository of the pipeline for the primary artifact, and of nobody for another', () => {
      const alias = aliasIn('from-build');
      set({ 'Release.PrimaryArtifactSourceAlias': alias });
      const built = { Type: 'Build', SourceVersion: commit, DefinitionId: '7', BuildId: '907' };
      for (const one of [alias, 'second']) ofArtifact(one, built);
      const expected = { commit, path: 'drop/apim-artifacts' };
      const primary = { ...expected, repository: ofPipeline };
      assert.deepEqual(saidOrigin(job, `${alias}/drop/apim-artifacts`), primary);
      assert.deepEqual(saidOrigin(job, 'second/drop/apim-artifacts'), expected);
    });

    it('is unknown where the folder is in no artifact', () => {
      set({ 'Build.SourceVersion': commit, 'Release.PrimaryArtifactSourceAlias': 'apis' });
      assert.deepEqual(saidOrigin(job, 'elsewhere/files'), { path: 'files' });
    });
  });
});
