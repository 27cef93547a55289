import assert from 'node:assert/strict';
import { fillAsPeopleDo } from '../services/types-of-api.ts';
import { headerPolicy } from '../services/world-content.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';

const [dev, prod] = ['contoso-dev', 'contoso-prod'];
const inClear = 'AccountKey=q7Rk2Zt9Xw4Lm1Vb8Nc3q7Rk2Zt9Xw4==';
const openApi = (description: string) =>
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'Trips', version: '1' },
    paths: {
      '/trips': { get: { operationId: 'listTrips', description, responses: { 200: { description: 'OK' } } } },
    },
  });

describe('An API of which the files have a part only', () => {
  let world: WorldInProcess;
  const written = () => {
    const told = world.arm.requests.writes.map(({ path }) => path.replace(/^.*\/contoso-\w+\//, ''));
    world.arm.requests.clear();
    return told;
  };
  beforeEach(async () => {
    world = await startWorldInProcess({}, { withoutContent: true });
    const put = (path: string, properties: object) => world.dev.put(path, { properties });
    await fillAsPeopleDo(world.arm, async () => {
      await put('apis/trips', {
        ...{ displayName: 'Trips', path: 'trips', format: 'openapi+json', value: openApi(inClear) },
        serviceUrl: 'https://trips.example',
      });
      const policy = { format: 'rawxml', value: headerPolicy('x-trips', 'one') };
      await put('apis/trips/operations/listTrips/policies/policy', policy);
      const operationId = `${world.dev.resourceId}/apis/trips/operations/listTrips`;
      await put('apis/tools', {
        ...{ displayName: 'Tools', path: 'tools', apiType: 'mcp' },
        mcpTools: [{ name: 'trips', operationId }],
      });
      await put('products/all', { displayName: 'All', state: 'published' });
      for (const api of ['trips', 'tools']) await put(`products/all/apis/${api}`, {});
    });
  });
  afterEach(() => world.stop());

  it('is not made where its specification was withheld, nor what lives in it or leads to it', async () => {
    const files = await world.extract(dev);
    assert.deepEqual(
      Object.keys(files).filter((path) => path.startsWith('apis/trips/')),
      ['apis/trips/apiInformation.json', 'apis/trips/operations/listTrips/policy.xml'],
    );
    assert.ok(!JSON.stringify(files).includes(inClear));
    const {
      'apis/tools/apiInformation.json': _,
      'products/all/apis/tools/productApiInformation.json': __,
      ...own
    } = files;
    world.arm.requests.clear();
    const { errors, incomplete, summary } = await world.publish(prod, own, '');
    assert.deepEqual([errors, incomplete], [[], true]);
    assert.match(
      summary,
      /API trips is not published, the files are not all of it: its specification was withheld/,
    );
    const paths = written();
    assert.ok(paths.includes('products/all'));
    assert.deepEqual(
      paths.filter((path) => path.includes('trips')),
      [],
    );
    const whole = { ...own, 'apis/trips/specification.json': openApi('All trips') };
    const second = await world.publish(prod, whole, '');
    assert.deepEqual([second.errors, second.incomplete], [[], false]);
    assert.ok(written().includes('products/all/apis/trips'));
    // What is there already keeps its operations, whatever the files lack.
    const changed = {
      ...own,
      'products/all/productInformation.json': '{"properties": {"displayName": "All of it"}}',
    };
    assert.deepEqual([(await world.publish(prod, changed, '')).incomplete, written().length], [false, 1]);
  });

  it('is neither made nor changed without what its type consists of', async () => {
    const files = await world.extract(dev);
    const path = 'apis/tools/apiInformation.json';
    const { properties } = JSON.parse(files[path] ?? '') as { properties: Record<string, unknown> };
    const { mcpTools: _, ...rest } = properties;
    const partial = {
      ...files,
      [path]: JSON.stringify({ properties: { ...rest, description: 'Part' } }),
      'apis/trips/specification.json': openApi('All trips'),
    };
    world.arm.requests.clear();
    const { errors, incomplete, summary } = await world.publish(prod, partial, '');
    assert.deepEqual([errors, incomplete], [[], true]);
    assert.match(
      summary,
      /API tools is not published, the files are not all of it: an API of type mcp consists of/,
    );
    assert.deepEqual(
      written().filter((one) => one.includes('tools')),
      [],
    );
    await world.publish(prod, { ...partial, [path]: files[path] ?? '' }, '');
    assert.ok(written().includes('apis/tools'));
    await world.publish(prod, partial, '');
    assert.deepEqual(written(), []);
  });
});
