import assert from 'node:assert/strict';
import { commitUrl } from './commit-url.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

describe('commitUrl', () => {
  for (const repository of [
    'https://dev.azure.com/contoso/Shop/_git/apis',
    'https://contoso.visualstudio.com/_git/apis',
    'https://devops.local/tfs/Default%20Collection/Shop/_git/apis',
    'https://github.com/contoso/apis',
  ])
    it(`leads to a commit of ${repository}`, () => {
      assert.equal(commitUrl(repository, commit), `${repository}/commit/${commit}`);
      assert.equal(commitUrl(`${repository}/`, commit), `${repository}/commit/${commit}`);
    });

  it('knows the address that GitHub gives to clones', () => {
    assert.equal(
      commitUrl('https://github.com/contoso/apis.git', commit),
      `https://github.com/contoso/apis/commit/${commit}`,
    );
  });

  it('is none for what is no such address, or no commit', () => {
    for (const repository of [
      '',
      '/tmp/apis',
      'git@ssh.dev.azure.com:v3/contoso/Shop/apis',
      'https://x.org/apis',
    ])
      assert.equal(commitUrl(repository, commit), undefined);
    for (const other of [undefined, '', 'main', '01234', `${commit})`])
      assert.equal(commitUrl('https://github.com/contoso/apis', other), undefined);
  });
});
