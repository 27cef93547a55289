import assert from 'node:assert/strict';
import { checkVersion } from './api-version.ts';

const ask = (search: string, accept?: string) => {
  const url = new URL(`https://localhost/contoso/_apis/git/repositories${search}`);
  const headers = accept === undefined ? {} : { accept };
  checkVersion({ method: 'GET', path: url.pathname, url, query: url.searchParams, headers, body: '' });
};

describe('The version of a request to Azure DevOps', () => {
  it('has to be named, in the address or in what is accepted', () => {
    for (const accept of [undefined, 'application/json'])
      assert.throws(
        () => {
          ask('', accept);
        },
        { typeKey: 'VssVersionNotSpecifiedException', status: 400 },
      );
    ask('?api-version=7.1');
    ask('', 'application/json;api-version=7.1-preview.1');
  });
});
