import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { scopeOf, sourceBranch, type ExtractionScope } from './source-branch.ts';

const usual: ExtractionScope = {
  instance: 'contoso-apis',
  folder: 'apim-artifacts',
  filter: '',
  target: 'main',
};
const branchOf = (other: Partial<ExtractionScope>) => sourceBranch({ ...usual, ...other }, 'main');

describe('sourceBranch', () => {
  it('is named after the instance where everything else is usual', () => {
    assert.equal(branchOf({}), 'apim-extract/contoso-apis');
  });

  it('says what is unusual, and is another one for each instance, folder, filter and target', () => {
    const all = [
      branchOf({}),
      branchOf({ instance: 'contoso-prod' }),
      branchOf({ folder: 'apim/dev' }),
      branchOf({ folder: 'apim-dev' }),
      branchOf({ filter: 'team.orders.yaml' }),
      branchOf({ filter: 'config/team.orders.yaml' }),
      branchOf({ target: 'release/1.0' }),
    ];
    assert.equal(new Set(all).size, all.length);
    assert.match(branchOf({ folder: 'apim/dev' }), /^apim-extract\/contoso-apis\.apim-dev\.[0-9a-f]{8}$/);
    assert.match(branchOf({ filter: 'config/team.orders.yaml' }), /\.team-orders\.[0-9a-f]{8}$/);
  });

  it('has two steps whatever the names are, and nothing that Git refuses', () => {
    for (const folder of [
      '',
      'a/b',
      'a..b',
      'my files~1',
      '.hidden',
      'x.lock',
      '@{',
      'x'.repeat(67),
      'x'.repeat(79),
      'x'.repeat(300),
    ])
      for (const target of ['release/1.0', 'main'])
        assert.match(
          branchOf({ folder, target, filter: 'lock.yaml' }),
          /^apim-extract\/contoso-apis\.[\w-]+(\.[\w-]+)*\.[0-9a-f]{8}$/,
        );
  });
});

describe('What a pull request is about', () => {
  const inputs = { serviceName: 'Contoso', artifactsFolder: 'apim', targetBranch: 'refs/heads/main' };
  const scope = (filterFile: string | undefined, workingDirectory: string) =>
    scopeOf({ ...inputs, filterFile, workingDirectory });

  it('is spelled in one way', () => {
    assert.deepEqual(scope(undefined, '/agent/1/s'), {
      instance: 'contoso',
      folder: 'apim',
      filter: '',
      target: 'main',
    });
  });

  it('is the same whichever folder the agent works in, and however the filter is named', () => {
    for (const [file, folder] of [
      ['filters/a.yaml', '/agent/1/s'],
      ['./filters/a.yaml', '/agent/2/s'],
      [resolve('/agent/3/s/filters/a.yaml'), '/agent/3/s'],
    ] as const)
      assert.equal(scope(file, folder).filter, 'filters/a.yaml');
  });
});
