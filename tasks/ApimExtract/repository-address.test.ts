import assert from 'node:assert/strict';
import type { Job, PipelineRepository } from '../../shared/agent/job.ts';
import { repositoryAddress } from './repository-address.ts';

const collectionUri = 'https://dev.azure.com/contoso';

function job(repository?: PipelineRepository): Job {
  const known = { accessToken: 'token', collectionUri, project: 'Pipelines', workingDirectory: '/w' };
  return repository === undefined ? known : { ...known, repository };
}

function placeOf(input: string | undefined, from: Job): string {
  const { project, repository } = repositoryAddress(input, from);
  return `${project}/${repository}`;
}

describe('repositoryAddress', () => {
  it('takes a name, an id, or a name in another project', () => {
    assert.equal(placeOf('apis', job()), 'Pipelines/apis');
    assert.equal(placeOf('Other project/apis', job()), 'Other project/apis');
  });

  for (const [uri, expected] of [
    ['https://contoso@dev.azure.com/contoso/Other%20project/_git/apis', 'Other project/id'],
    ['https://dev.azure.com/contoso/_git/Same', 'Same/id'],
    ['https://dev.azure.com/contoso/50%/_git/apis', '50%/id'],
    ['https://dev.azure.com/contoso/contoso/_git/apis', 'contoso/id'],
    ['https://contoso.visualstudio.com/Elsewhere/_git/apis', 'Pipelines/id'],
  ] as const)
    it(`finds the project of the pipeline's repository in ${uri}`, () => {
      assert.equal(placeOf(undefined, job({ id: 'id', provider: 'TfsGit', uri })), expected);
    });

  for (const [why, input, repository, words] of [
    ['the pipeline has none', undefined, undefined, /"repository" is empty.*has no repository/],
    ['it is in GitHub', undefined, { id: 'x', provider: 'GitHub' }, /is in GitHub, not in Azure Repos/],
    ['the input has too many parts', 'a/b/c', undefined, /"repository" is "a\/b\/c"/],
    ['the input has an empty part', 'a/', undefined, /"repository" is "a\/"/],
  ] as const)
    it(`says so when ${why}`, () => {
      assert.throws(() => repositoryAddress(input, job(repository)), {
        code: 'INVALID_INPUT',
        message: words,
      });
    });
});
