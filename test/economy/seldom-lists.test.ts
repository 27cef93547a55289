import assert from 'node:assert/strict';
import { type Log, silent } from '../../shared/log/log.ts';
import { fillManyApis } from '../services/many-apis.ts';
import type { Files } from '../services/world-files.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import { counted } from './counted.ts';

const [apis, sample] = [70, 50];

describe('Schemas of APIs, which imports make and hardly anybody else', function () {
  this.timeout(60_000);
  const told: string[] = [];
  const log: Log = { ...silent, line: (text) => told.push(text) };
  let world: WorldInProcess;

  const extract = async (existing: Files = {}): Promise<Files> => {
    world.arm.requests.clear();
    told.length = 0;
    return await world.extract('contoso-dev', existing);
  };
  const lists = () => counted(world.arm.requests.entries).get('apis/schemas');
  const schemasIn = (files: Files) => Object.keys(files).filter((path) => path.includes('/schemas/'));
  const putSchema = (api: number) =>
    world.dev.put(`apis/api-${api}/schemas/by-hand`, {
      properties: {
        contentType: 'application/vnd.oai.openapi.components+json',
        document: { components: { schemas: { Thing: { type: 'object' } } } },
      },
    });

  beforeEach(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true, log });
    await fillManyApis(world.dev, { apis, operations: 1, operationPolicies: 0, products: 1, tags: 1 });
  });
  afterEach(() => world.stop());

  it('are listed for a sample of APIs, where no operation names one', async () => {
    assert.deepEqual(schemasIn(await extract()), []);
    assert.equal(lists(), sample);
  });

  it('are listed wherever an operation names one that no import made', async () => {
    const unlisted = unlistedApi(world, await extract());
    await putSchema(unlisted);
    await world.dev.put(`apis/api-${unlisted}/operations/operation-1`, {
      properties: {
        ...{ displayName: 'Thing', method: 'GET', urlTemplate: '/things-1/{id}' },
        templateParameters: [{ name: 'id', type: 'string', required: true }],
        responses: [
          {
            statusCode: 200,
            representations: [{ contentType: 'application/json', schemaId: 'by-hand', typeName: 'Thing' }],
          },
        ],
      },
    });
    const files = await extract();
    assert.deepEqual(schemasIn(files), [`apis/api-${unlisted}/schemas/by-hand/schemaInformation.json`]);
    assert.equal(lists(), sample + 1);
  });

  it('are listed where files have one, and their file goes only after the schema itself was asked for', async () => {
    const unlisted = unlistedApi(world, await extract());
    await putSchema(unlisted);
    const file = `apis/api-${unlisted}/schemas/by-hand/schemaInformation.json`;
    const existing = { ...(await extract()), [file]: '{"properties": {"contentType": "other"}}' };
    const files = await extract(existing);
    assert.match(files[file] ?? '', /components/);
    await world.dev.delete(`apis/api-${unlisted}/schemas/by-hand`);
    assert.deepEqual(schemasIn(await extract(files)), []);
    const items = world.arm.requests.entries.filter(({ path }) => path.endsWith('/schemas/by-hand'));
    assert.deepEqual(
      items.map(({ status }) => status),
      [404],
    );
  });

  it('are listed for all APIs as soon as one of the sample has one that nobody uses, and it is said', async () => {
    await extract();
    const listed = world.arm.requests.entries.flatMap(
      ({ path }) => /api-(\d+)\/schemas$/.exec(path)?.[1] ?? [],
    );
    await putSchema(Number(listed[0]));
    assert.equal(schemasIn(await extract()).length, 1);
    assert.equal(lists(), apis);
    assert.match(told.join('\n'), /by-hand is used by no operation: 20 APIs more to ask/);
  });
});

/** One that was not in the sample. */
function unlistedApi({ arm }: WorldInProcess, files: Files): number {
  const asked = new Set(
    arm.requests.entries.flatMap(({ path }) => /api-(\d+)\/schemas$/.exec(path)?.[1] ?? []),
  );
  const all = Object.keys(files).flatMap((path) => /^apis\/api-(\d+)\/apiInformation/.exec(path)?.[1] ?? []);
  return Number(all.find((api) => !asked.has(api)));
}
