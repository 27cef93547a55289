import assert from 'node:assert/strict';
import { worldForTests } from '../services/world-for-tests.ts';
import { assertPublished } from '../services/world-expectations.ts';
import type { Files } from '../services/world-files.ts';

const policy = (calls: number) =>
  `<policies>\n\t<inbound>\n\t\t<base />\n\t\t<rate-limit calls="${String(calls)}" renewal-period="60" />\n\t</inbound>\n</policies>`;
const pets = (summary: string, calls: number, apiRevision?: string): Files => ({
  'apis/pets/apiInformation.json': JSON.stringify({
    properties: { displayName: 'Pets', path: 'pets', protocols: ['https'], apiRevision },
  }),
  'apis/pets/specification.json': JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets': { get: { operationId: 'all', summary, responses: { 200: { description: 'ok' } } } } },
  }),
  'apis/pets/operations/all/policy.xml': policy(calls),
});

describe('Files that do not number the one revision of an API, which is not the first one in the instance', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  before(async () => {
    assertPublished(await world.publish('contoso-prod', pets('All', 1, '2'), ''));
    world.arm.requests.clear();
  });

  it('write nothing where it says the same', async () => {
    const { hasChanges, summary } = await world.publish('contoso-prod', pets('All', 1), '');
    assert.deepEqual([hasChanges, world.arm.requests.writes], [false, []], summary);
  });

  it('change it where it says something else, and are then as it is', async () => {
    const publication = await world.publish('contoso-prod', pets('All of them', 2), '');
    assertPublished(publication);
    assert.deepEqual([publication.created, publication.updated], [0, 2], publication.summary);
    assert.match(JSON.stringify(await world.prod.get('apis/pets;rev=2/operations/all')), /All of them/);
    assert.equal((await world.publish('contoso-prod', pets('All of them', 2), '')).hasChanges, false);
  });
});
