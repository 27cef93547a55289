import assert from 'node:assert/strict';
import { isNotCarried, nearMiss } from './near-miss.ts';

describe('A file of nearly the right name', () => {
  const meant: readonly (readonly [path: string, place: string])[] = [
    ['policies.xml', 'policy.xml'],
    ['policy.xlm', 'policy.xml'],
    ['apis/orders/apiInformations.json', 'apis/orders/apiInformation.json'],
    ['apis/orders/apiInformation.yaml', 'apis/orders/apiInformation.json'],
    ['apis/orders/specifications.yaml', 'apis/orders/specification.yaml'],
    ['apis/orders/operation/get/policy.xml', 'apis/orders/operations/get/policy.xml'],
    ['api/orders/apiInformation.json', 'apis/orders/apiInformation.json'],
    ['named-values/key/namedValueInformation.json', 'named values/key/namedValueInformation.json'],
    ['namedValues/key/namedValueInfomation.json', 'namedValues/key/namedValueInformation.json'],
    ['product/p/apis.json', 'products/p/apis.json'],
    ['logger/x/loggerInformation.json', 'loggers/x/loggerInformation.json'],
    ['.ApimIgnore', '.apimignore'],
    ['.apimignores', '.apimignore'],
    ['.apimsecret', '.apimsecrets'],
    ['APIM-coverage.json', 'apim-coverage.json'],
    ['apim-coverage.jsn', 'apim-coverage.json'],
    ['apim-name.json', 'apim-names.json'],
  ];
  for (const [path, place] of meant)
    it(`${path} is told with ${place}`, () => {
      const error = nearMiss(path);
      assert.equal(error?.code, 'NEAR_MISS');
      assert.deepEqual(error.where, { file: path });
      assert.ok(error.remedy?.startsWith(`Did you mean ${place}?`), error.remedy);
    });

  it('is no note, script, copy or specification of another tool', () => {
    for (const path of [
      'README.md',
      'apis/README.md',
      'apis/orders/notes.txt',
      'apis/orders/policy.xml.bak',
      'apis/orders/policy.xml~',
      'apis/orders/apiInformation.json.orig',
      'apis/orders/openapi.yaml',
      'apis/orders/a/b/c/policy.xml',
      'pipelines/publish.yaml',
      'azure-pipelines.yml',
      '.npmignore',
      'apim-notes.json',
      'apim-coverage.json.orig',
      '.apimignore~',
      'notes/.apimignores',
    ])
      assert.equal(nearMiss(path)?.remedy, undefined, path);
  });

  it('is none of those that other tools write', () => {
    for (const path of [
      'apis/x/wiki.md',
      'apis/a;rev=2/diagnostics/x/diagnosticInformation.json',
      'workspaces/w/apis/a/wiki.md',
    ])
      assert.ok(isNotCarried(path), path);
    assert.equal(isNotCarried('apis/x/y/wiki.md'), false);
  });
});
