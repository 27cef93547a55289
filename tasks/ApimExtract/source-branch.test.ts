import assert from 'node:assert/strict';
import { sourceBranch } from './source-branch.ts';

const usual = { serviceName: 'Contoso-APIs', artifactsFolder: 'apim-artifacts', targetBranch: 'main' };

describe('sourceBranch', () => {
  it('names target, instance and folder', () => {
    assert.equal(sourceBranch(usual), 'apim-gitops/main/contoso-apis/apim-artifacts');
  });

  it('gives each filter a pull request of its own', () => {
    assert.equal(
      sourceBranch({ ...usual, filterFile: 'config/team.orders.yaml' }),
      'apim-gitops/main/contoso-apis/apim-artifacts--team-orders',
    );
  });

  it('has three steps whatever the names are, and nothing that Git refuses', () => {
    for (const artifactsFolder of ['', 'a/b', 'a..b', 'my files~1', '.hidden', 'x.lock', '@{'])
      for (const targetBranch of ['refs/heads/release/1.0', 'main'])
        assert.match(
          sourceBranch({ ...usual, artifactsFolder, targetBranch, filterFile: 'lock.yaml' }),
          /^apim-gitops\/[\w-]+\/contoso-apis\/[\w-]+$/,
        );
  });
});
