import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { subscription, TestClient } from './test-client.ts';

/** What the client library of Azure makes of the emulator; it prints JSON. */
const script = `
  import { ApiManagementClient } from '@azure/arm-apimanagement';
  const [endpoint, token] = process.argv.slice(-2);
  const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3600000 }) };
  const client = new ApiManagementClient(credential, '${subscription}', { endpoint, credentialScopes: endpoint + '/.default' });
  const at = ['rg', 'contoso'];
  const seen = {};
  seen.sku = (await client.apiManagementService.get(...at)).sku.name;
  const value = JSON.stringify({ openapi: '3.0.1', info: { title: 'A', version: '1' }, paths: {} });
  seen.api = (await client.api.beginCreateOrUpdateAndWait(...at, 'a', { path: 'a', format: 'openapi+json', value }, { updateIntervalInMs: 1 })).displayName;
  seen.secret = (await client.namedValue.beginCreateOrUpdateAndWait(...at, 'n', { displayName: 'n', value: 'v', secret: true }, { updateIntervalInMs: 1 })).value ?? null;
  seen.listed = (await client.namedValue.listValue(...at, 'n')).value;
  seen.link = typeof (await client.apiExport.get(...at, 'a', 'openapi-link', 'true')).value.link;
  seen.tags = 0;
  for await (const tag of client.tag.listByService(...at)) seen.tags += 1;
  await client.productApi.checkEntityExists(...at, 'p', 'a').catch((error) => { seen.head = error.statusCode; });
  await client.api.beginDeleteAndWait(...at, 'a', '*', { updateIntervalInMs: 1 });
  const wrong = { value: '<fragment' };
  await client.policyFragment.beginCreateOrUpdateAndWait(...at, 'f', wrong, { updateIntervalInMs: 1 })
    .catch((error) => { seen.failure = error.message; });
  await client.api.get(...at, 'a').catch((error) => { seen.missing = error.code; });
  console.log(JSON.stringify(seen));
`;

describe('The client library of Azure', () => {
  it('finds in the emulator what it expects of the service', async () => {
    const client = await TestClient.start();
    try {
      for (let number = 0; number < 101; number += 1)
        await client.instance.put(`tags/t${number}`, { properties: { displayName: `T${number}` } });
      const { arm, certificate } = client.emulators;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, arm.origin, client.token], {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate.trustFile },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      await once(child, 'close');
      assert.match(output, /^\{/, output);
      const { failure, ...seen } = JSON.parse(output) as Record<string, unknown>;
      assert.match(JSON.stringify(failure), /not a valid XML/);
      assert.deepEqual(seen, {
        sku: 'Developer',
        api: 'A',
        secret: null,
        listed: 'v',
        link: 'string',
        tags: 101,
        head: 404,
        missing: 'ResourceNotFound',
      });
    } finally {
      await client.stop();
    }
  });
});
