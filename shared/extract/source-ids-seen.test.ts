import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { silent } from '../log/log.ts';
import { extract } from './extract.ts';
import { pullRequestText } from './pull-request-text.ts';
import { runSummary } from './run-summary.ts';

const subscription = '0b1f6471-1bf0-4dda-aec3-cb9272f09590';
const id = `/subscriptions/${subscription}/resourceGroups/apis/providers/Microsoft.ApiManagement/service/shop`;
const revision = resourceId('apiRevision', '1', resourceId('api', 'orders'));

const run = (...resources: readonly Resource[]) =>
  extract({ instance: { ...instanceForTests(resources), id }, existing: new Map(), log: silent });
const policy = (text: string): Resource => ({
  id: resourceId('servicePolicy', 'policy'),
  properties: {},
  policy: `<policies><inbound><set-variable name="x" value="${text}" /></inbound></policies>`,
});

describe('Names of the instance in its own files', () => {
  it('are told with count and places: they would mean it in the next environment too', async () => {
    const specification = `openapi: 3.0.1\ninfo: {title: a, version: "1"}\nservers: [{url: "https://SHOP.azure-api.net/a"}]\npaths: {}\n`;
    const extraction = await run(
      policy(
        `https://shop.azure-api.net/a https://shop.developer.azure-api.net/ https://shop-westeurope-01.regional.azure-api.net /subscriptions/${subscription}/resourceGroups/APIS/x/providers/Microsoft.KeyVault/vaults/KV-dev`,
      ),
      { id: resourceId('api', 'orders'), properties: { displayName: 'Orders', path: 'o', apiRevision: '1' } },
      {
        id: revision,
        properties: {},
        specification: { format: 'openapi', load: () => Promise.resolve(specification) },
      },
      { id: resourceId('backend', 'vault'), properties: { url: 'https://kv-dev.vault.azure.net' } },
      {
        id: resourceId('namedValue', 'key'),
        properties: {
          displayName: 'key',
          secret: true,
          keyVault: { secretIdentifier: 'https://kv-dev.vault.azure.net/secrets/k' },
        },
      },
    );
    assert.deepEqual(extraction.sourceIds, [
      'the subscription of the instance: once, in service policy',
      'the resource group apis: once, in service policy',
      'host names of the instance shop: 4 times, in API orders, service policy',
      'the key vault kv-dev.vault.azure.net: 3 times, in backend vault, named value key, service policy',
    ]);
    const { description } = pullRequestText(extraction, { instance: 'shop', branch: 'main' }, 8000);
    for (const text of [runSummary(extraction, 'shop'), description]) {
      assert.match(text, /### Names of this instance in the files/);
      assert.match(text, /the key vault kv-dev\.vault\.azure\.net: 3 times/);
    }
  });

  it('are not seen in words that only look alike', async () => {
    const alike =
      'shop apis https://shop-01.azure-api.net /Microsoft.KeyVault/vaults/other https://workshop.azure-api.net https://shop-eu.azure-api.net https://shop.example /resourceGroups/apis-prod/';
    assert.deepEqual((await run(policy(alike))).sourceIds, []);
  });

  it('are cut to a few places', async () => {
    const all = Array.from({ length: 8 }, (_, at): Resource => ({
      id: resourceId('backend', `b${at}`),
      properties: { url: 'https://shop.azure-api.net' },
    }));
    assert.deepEqual((await run(...all)).sourceIds, [
      'host names of the instance shop: 8 times, in backend b0, backend b1, backend b2, backend b3, backend b4, and 3 more',
    ]);
  });
});
