import assert from 'node:assert/strict';
import { fillManyApis } from '../services/many-apis.ts';
import type { Files } from '../services/world-files.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import { counted, sum } from './counted.ts';

const [operations, policies] = [10, 3];
const [products, gateways, fragments, releases, schemas] = [6, 2, 3, 4, 2];

/** As docs/guides/measurements.md has them. */
const sampled = (all: number, least: number) => Math.min(all, Math.max(least, Math.ceil(all / 20)));

for (const [apis, revisions] of [
  [20, 2],
  [200, 40],
] as const)
  describe(`The requests of an extraction of ${apis} APIs`, function () {
    this.timeout(120_000);
    let world: WorldInProcess;
    let counts: ReadonlyMap<string, number>;
    let files: Files;
    const all = apis + revisions;
    const count = (kind: string) => counts.get(kind) ?? 0;

    before(async () => {
      world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
      await fillManyApis(world.dev, { apis, operations, operationPolicies: policies, products, tags: 8 });
      await fillMore(world, revisions);
      world.arm.requests.clear();
      files = await world.extract('contoso-dev');
      counts = counted(world.arm.requests.entries);
    });
    after(() => world.stop());

    it('are an export, a list of operations and a policy for each revision', () => {
      for (const kind of ['export apis/*', 'apis/operations', 'apis/policies/*'])
        assert.equal(count(kind), all, kind);
    });

    it('are three lists for each API, one of them only where there is documentation', () => {
      for (const kind of ['apis/diagnostics', 'apis/releases', 'apis/wikis'])
        assert.equal(count(kind), apis, kind);
    });

    it('are the policies of operations that there are, and a sample of the other operations', () => {
      const others = apis * (operations - policies);
      const ofRevisions = revisions * (operations - policies);
      const sample = sampled(others, 50) + sampled(ofRevisions, 50);
      assert.equal(count('apis/operations/policies/*'), all * policies + sample);
      assert.equal(count('allPolicies'), 1);
      const found = Object.keys(files).filter((path) => /operations\/.*policy\.xml$/.test(path));
      assert.equal(found.length, (apis + revisions) * policies);
    });

    it('are the descriptions of tags where there are tags, and a sample of the lists of tags', () => {
      assert.equal(count('apis/tagDescriptions'), all);
      assert.equal(count('apis/tags'), sampled(apis, 20) + sampled(revisions, 20));
      assert.equal(count('tagResources'), apis > 20 ? 1 : 0);
      assert.equal(count('apis/operationsByTags'), sampled(revisions, 20));
      assert.equal(count('tags/operationLinks'), 8);
    });

    it('are items of releases, schemas and fragments, which their lists leave out', () => {
      assert.deepEqual(['apis/releases/*', 'apis/schemas/*', 'policyFragments/*'].map(count), [
        releases,
        schemas,
        fragments,
      ]);
      assert.equal(count('apis/schemas'), sampled(all - schemas, 50) + schemas);
    });

    it('are three for each product and gateway, and for products their tags and wikis', () => {
      for (const kind of [
        'products/policies/*',
        'products/apis',
        'products/groups',
        'products/tags',
        'products/wikis',
      ])
        assert.equal(count(kind), products, kind);
      // The managed one is in no list: which APIs it has is asked all the same.
      assert.equal(count('gateways/apis'), gateways + 1);
      for (const kind of ['gateways/hostnameConfigurations', 'gateways/certificateAuthorities'])
        assert.equal(count(kind), gateways, kind);
    });

    it('are in all no more than the formula says, and fewer than those of the alternatives', () => {
      const root = [...counts].filter(([kind]) => !kind.includes('/') && !kind.startsWith('page '));
      const pages = sum([...counts].filter(([kind]) => kind.startsWith('page ')).map(([, number]) => number));
      assert.ok(sum(root.map(([, number]) => number)) <= 35);
      const sample =
        sampled(apis * (operations - policies), 50) +
        sampled(revisions * (operations - policies), 50) +
        sampled(all - schemas, 50) +
        sampled(apis, 20) +
        2 * sampled(revisions, 20) +
        2 * sampled(products, 20) +
        sampled(8, 10);
      const found = (apis + revisions) * policies;
      const others = releases + schemas + fragments + 3 * products + 3 * gateways;
      const formula = 35 + pages + 3 * all + 3 * apis + all + found + sample + others;
      const total = sum(counts.values());
      assert.ok(total <= formula, `${total} > ${formula}`);
      const apiops =
        28 + fragments + 2 * 8 + 4 * products + gateways + apis * (5 + operations) + apis + found;
      const cli = 18 + gateways + 5 * products + apis * (10 + operations) + schemas + releases;
      assert.ok(total < apiops && total < cli, `${total}, Azure/apiops ${apiops}, apiops-cli ${cli}`);
    });
  });

/** What has terms of its own. */
async function fillMore({ dev }: WorldInProcess, revisions: number): Promise<void> {
  const put = (path: string, properties: object) => dev.put(path, { properties });
  for (let at = 1; at <= revisions; at += 1)
    await put(`apis/api-${at};rev=2`, {
      sourceApiId: `/apis/api-${at}`,
      path: `api-${at}`,
      apiRevision: '2',
    });
  for (let at = 1; at <= releases; at += 1)
    await put(`apis/api-${at}/releases/first`, { apiId: `/apis/api-${at}`, notes: 'First' });
  for (let at = 10; at < 10 + schemas; at += 1) {
    const contentType = 'application/vnd.oai.openapi.components+json';
    await put(`apis/api-${at}/schemas/by-hand`, {
      contentType,
      document: { components: { schemas: { Thing: {} } } },
    });
    const representations = [{ contentType: 'application/json', schemaId: 'by-hand', typeName: 'Thing' }];
    await put(`apis/api-${at}/operations/operation-1`, {
      ...{ displayName: 'Thing', method: 'GET', urlTemplate: '/things-1/{id}' },
      templateParameters: [{ name: 'id', type: 'string', required: true }],
      responses: [{ statusCode: 200, representations }],
    });
  }
  for (let at = 1; at <= fragments; at += 1)
    await put(`policyFragments/fragment-${at}`, { format: 'rawxml', value: '<fragment />' });
  for (let at = 1; at <= gateways; at += 1)
    await put(`gateways/gateway-${at}`, { locationData: { name: 'Here' } });
  await put('documentations/start', { title: 'Start', content: '# Start' });
}

describe('The requests of an extraction of a workspace', function () {
  this.timeout(120_000);
  const size = { apis: 20, operations: 5, policies: 2, products: 3, tags: 2 };
  let world: WorldInProcess;
  let inside: ReadonlyMap<string, number>;

  before(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true, withWorkspace: true });
    await world.dev.delete('workspaces/sales');
    await fillWorkspace(world, size);
    world.arm.requests.clear();
    await world.extract('contoso-dev');
    const counts = counted(world.arm.requests.entries);
    inside = new Map([...counts].filter(([kind]) => kind.includes('workspaces/')));
  });
  after(() => world.stop());

  it('are those of an instance, and each thing and each operation, since lists are not believed there', () => {
    const { apis, operations, policies, products, tags } = size;
    const links = 2 * apis;
    const things = apis + products + tags + links;
    const formula = 16 + things + 4 * apis + apis * operations + 2 * apis + 3 * tags + 3 * products;
    const total = sum(inside.values());
    assert.ok(total <= formula && total > formula - 3, `${total}, not ${formula}`);
    assert.equal(inside.get('workspaces/apis/operations/policies/*'), apis * operations);
    assert.ok(policies < operations);
  });
});

async function fillWorkspace(
  { dev }: WorldInProcess,
  size: { apis: number; operations: number; policies: number; products: number; tags: number },
): Promise<void> {
  const own = 'workspaces/team';
  const put = (path: string, properties: object) => dev.put(`${own}/${path}`, { properties });
  const policy = { format: 'rawxml', value: '<policies><inbound><base /></inbound></policies>' };
  await dev.put(own, { properties: { displayName: 'Team' } });
  for (let at = 1; at <= size.tags; at += 1) await put(`tags/tag-${at}`, { displayName: `Tag ${at}` });
  for (let at = 1; at <= size.products; at += 1)
    await put(`products/product-${at}`, { displayName: `P ${at}` });
  for (let at = 1; at <= size.apis; at += 1) {
    await put(`apis/api-${at}`, { displayName: `API ${at}`, path: `api-${at}`, protocols: ['https'] });
    for (let one = 1; one <= size.operations; one += 1)
      await put(`apis/api-${at}/operations/get-${one}`, {
        displayName: 'Get',
        method: 'GET',
        urlTemplate: `/${one}`,
      });
    for (let one = 1; one <= size.policies; one += 1)
      await put(`apis/api-${at}/operations/get-${one}/policies/policy`, policy);
    const apiId = `${dev.resourceId}/${own}/apis/api-${at}`;
    await put(`tags/tag-1/apiLinks/link-${at}`, { apiId });
    await put(`products/product-1/apiLinks/link-${at}`, { apiId });
  }
}
