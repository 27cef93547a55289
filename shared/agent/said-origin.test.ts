import assert from 'node:assert/strict';
import { saidOrigin } from './said-origin.ts';

const commit = 'bc0044458ba1d9298cdc649cb5dcf013180706f7';
const other = '38629c964d21fe405ef830b7d0220966b82c9e11';
const repository = { id: 'the-repository', name: 'apis', provider: 'TfsGit' };

describe('Where a folder on the agent comes from, as the pipeline says', () => {
  const before = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });
  /** The agent makes "Release.Artifacts._apis.Type" RELEASE_ARTIFACTS__APIS_TYPE. */
  const said = (path: string, variables: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(variables))
      process.env[name.replace(/[. ]/g, '_').toUpperCase()] = value;
    return saidOrigin({ repository, workingDirectory: '/work' }, path);
  };
  const release = { 'System.HostType': 'release', 'Release.PrimaryArtifactSourceAlias': '_apis ci' };

  it('is the commit of the run in a build', () => {
    assert.deepEqual(
      said('apim-artifacts', {
        'System.HostType': 'build',
        'Build.SourceVersion': commit.toUpperCase(),
        'Build.SourceBranch': 'refs/heads/main',
      }),
      { path: 'apim-artifacts', commit, branch: 'refs/heads/main', repository },
    );
  });

  it('is nothing that is no whole commit', () => {
    const variables = { 'System.HostType': 'build', 'Build.SourceVersion': 'C123' };
    assert.deepEqual(said('files', variables), { path: 'files', repository });
  });

  it('is the commit that an artifact was built of, in a release', () => {
    const artifact = 'Release.Artifacts._apis ci';
    const variables = {
      ...release,
      [`${artifact}.Type`]: 'Build',
      [`${artifact}.DefinitionId`]: '12',
      [`${artifact}.BuildId`]: '130',
      [`${artifact}.BuildNumber`]: '20260901.3',
      [`${artifact}.SourceBranch`]: 'refs/heads/main',
      [`${artifact}.SourceVersion`]: commit,
    };
    assert.deepEqual(said('_apis ci/drop/files', variables), {
      ...{ path: 'drop/files', commit, branch: 'refs/heads/main', repository },
    });
  });

  it('names the repository itself, when that is the artifact, and takes no shortened commit', () => {
    const artifact = 'Release.Artifacts._apis';
    const variables = {
      ...release,
      [`${artifact}.Type`]: 'Git',
      [`${artifact}.DefinitionName`]: 'apis',
      [`${artifact}.BuildNumber`]: '38629c964',
    };
    const named = { id: 'apis', name: 'apis', provider: 'TfsGit' };
    assert.deepEqual(said('_apis/files', variables), { path: 'files', repository: named });
    const whole = { ...variables, [`${artifact}.BuildId`]: other };
    assert.deepEqual(said('_apis/files', whole), { path: 'files', commit: other, repository: named });
  });

  it('has not the repository of the primary artifact for what another build made', () => {
    const variables = { ...release, 'Release.Artifacts._tools.Type': 'Build' };
    assert.deepEqual(said('_tools/files', variables), { path: 'files' });
  });
});
