import assert from 'node:assert/strict';
import type { Lie } from '../../emulator/http/fault.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { quick } from '../services/world-switches.ts';

const openApi = {
  openapi: '3.0.1',
  info: { title: 'Orders', version: '1' },
  paths: { '/': { get: { operationId: 'list', responses: { 200: { description: 'OK' } } } } },
};
const orders = {
  displayName: 'Orders',
  path: 'orders',
  serviceUrl: 'https://orders.example.com',
  protocols: ['https'],
  format: 'openapi+json',
  value: JSON.stringify(openApi),
};
const pets = { displayName: 'Pets', path: 'pets', type: 'graphql', serviceUrl: 'https://pets.example.com' };
const schema = {
  contentType: 'application/vnd.ms-azure-apim.graphql.schema',
  document: { value: 'type Query { pets: [String] }' },
};

describe('ApimExtract with answers that are odd, and legal', () => {
  const world = worldForTests(quick, { withoutContent: true });
  before(async () => {
    const { dev } = world;
    await dev.put('apis/orders', { properties: orders });
    await dev.put('apis/pets', { properties: pets });
    await dev.put('apis/pets/schemas/graphql', { properties: schema });
  });

  const lie = (path: RegExp, answer: Lie) => world.arm.faults.push({ method: 'GET', path, answer });

  it('keeps the value of a named value letter by letter, also when that is the id of something here', async () => {
    const value = `${world.dev.resourceId}/apis/orders`;
    await world.dev.put('namedValues/of-orders', { properties: { displayName: 'of-orders', value } });
    const files = await world.extract('contoso-dev');
    assert.ok(files['named values/of-orders/namedValueInformation.json']?.includes(`"value": "${value}"`));
    assert.deepEqual(await world.extract('contoso-dev', files), files);
  });

  it('reads an exported document that begins with a byte order mark', async () => {
    const files = await world.extract('contoso-dev');
    lie(/\/api-export\//, (truth) => ({ ...truth, body: `\uFEFF${String(truth.body)}` }));
    assert.deepEqual(await world.extract('contoso-dev'), files);
  });

  it('writes no schema that it could not read back, says so, and leaves the file that is there', async () => {
    const files = await world.extract('contoso-dev');
    assert.equal(files['apis/pets/specification.graphql'], 'type Query { pets: [String] }\n');
    const cutOff = { name: 'graphql', properties: { ...schema, document: { value: 'type Query { pets:' } } };
    lie(/\/contoso-dev\/apis\/pets\/schemas\/graphql$/, (truth) => ({ ...truth, body: cutOff }));
    const again = await world.extract('contoso-dev', files);
    assert.equal(again['apis/pets/specification.graphql'], files['apis/pets/specification.graphql']);
    assert.match(
      again['apim-coverage.json'] ?? '',
      /"of": "api\/pets\/apiRevision\/1",\s+"why": "incomplete"/,
    );
    const first = await world.extract('contoso-dev');
    assert.equal(first['apis/pets/specification.graphql'], undefined);
    assert.deepEqual(await world.extract('contoso-dev', first), first);
  });

  it('does not take a policy that says nothing for one', async () => {
    const value = '<fragment><set-header name="x" exists-action="delete" /></fragment>';
    await world.dev.put('policyFragments/shared', { properties: { format: 'rawxml', value } });
    const files = await world.extract('contoso-dev');
    assert.ok(files['policy fragments/shared/policy.xml']);
    const nothing = { name: 'shared', properties: { description: 'Shared', format: 'rawxml', value: null } };
    lie(/\/policyFragments\/shared$/, (truth) => ({ ...truth, body: nothing }));
    await assert.rejects(world.extract('contoso-dev', files), {
      code: 'UNEXPECTED_ANSWER',
      message: /policy fragment shared is not a resource/,
    });
  });

  const revised = (name: string) =>
    world.dev.put(`apis/${name}%3Brev%3D2`, {
      properties: { path: name, apiRevision: '2', sourceApiId: `${world.dev.resourceId}/apis/${name}` },
    });
  const hideRevisions = () =>
    lie(/\/contoso-dev\/apis$/, (truth) => {
      const { value } = truth.body as { value: readonly { name: string }[] };
      const current = value.filter(({ name }) => !name.includes(';rev='));
      return { ...truth, body: { value: current, count: current.length } };
    });

  it('misses no draft that has files, though the list hides it', async () => {
    await revised('orders');
    const files = await world.extract('contoso-dev');
    assert.ok(files['apis/orders;rev=2/apiInformation.json']);
    hideRevisions();
    assert.deepEqual(await world.extract('contoso-dev', files), files);
  });

  it('asks every API for its revisions once one of them turns out to have some that the list hides', async () => {
    await world.dev.put('apis/moved', { properties: { ...orders, displayName: 'Moved', path: 'moved' } });
    await revised('moved');
    const apiId = `${world.dev.resourceId}/apis/moved;rev=2`;
    await world.dev.put('apis/moved/releases/second', { properties: { apiId } });
    const files = await world.extract('contoso-dev');
    assert.ok(files['apis/moved;rev=1/apiInformation.json']);
    assert.ok(files['apis/orders;rev=2/apiInformation.json']);
    hideRevisions();
    assert.deepEqual(await world.extract('contoso-dev'), files);
  });
});
