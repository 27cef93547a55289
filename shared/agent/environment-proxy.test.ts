import assert from 'node:assert/strict';
import { environmentProxy } from './environment-proxy.ts';

const proxy = { url: 'http://proxy:8080', fromEnvironment: true };

describe('environmentProxy', () => {
  const named: readonly [Record<string, string>, object | undefined][] = [
    [{}, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy:8080' }, proxy],
    [{ https_proxy: 'http://proxy:8080/' }, proxy],
    [{ HTTPS_PROXY: 'proxy:8080' }, proxy],
    [{ ALL_PROXY: 'http://proxy:8080', HTTP_PROXY: 'http://other' }, proxy],
    [
      { HTTPS_PROXY: 'http://CONTOSO%5Cann:p%40ss@proxy:8080' },
      { ...proxy, username: 'CONTOSO\\ann', password: 'p@ss' },
    ],
    [{ HTTPS_PROXY: 'http://ann:100%@proxy:8080' }, { ...proxy, username: 'ann', password: '100%' }],
  ];
  for (const [environment, settings] of named)
    it(`reads ${JSON.stringify(environment)}`, () => {
      assert.deepEqual(environmentProxy(environment)?.('https://management.azure.com/x'), settings);
    });

  const exceptions: readonly [string, string, boolean][] = [
    ['contoso.com', 'https://contoso.com/', true],
    ['contoso.com', 'https://apis.contoso.com/', true],
    ['contoso.com', 'https://notcontoso.com/', false],
    ['.contoso.com', 'https://apis.contoso.com/', true],
    ['*.contoso.com', 'https://apis.contoso.com/', true],
    ['a.test, CONTOSO.com:443', 'https://contoso.com/', true],
    ['contoso.com:8443', 'https://contoso.com/', false],
    ['*', 'https://contoso.com/', true],
    [',', 'https://contoso.com/', false],
  ];
  for (const [noProxy, url, excepted] of exceptions)
    it(`${excepted ? 'excepts' : 'does not except'} ${url} from the proxy where NO_PROXY is "${noProxy}"`, () => {
      const proxyFor = environmentProxy({ HTTPS_PROXY: 'http://proxy:8080', NO_PROXY: noProxy });
      assert.equal(proxyFor?.(url) === undefined, excepted);
    });
});
