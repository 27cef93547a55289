import assert from 'node:assert/strict';
import type { Publication } from '../../shared/publish/publish.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';

/** Things of the instance that production has already, under ids that the portal made. */
const inProduction: readonly (readonly [path: string, properties: object])[] = [
  ['namedValues/65f0000000000000000000a1', { displayName: 'shop-host', value: 'by-hand.example' }],
  ['products/65f0000000000000000000a2', { displayName: 'Pets', state: 'notPublished' }],
  ['tags/65f0000000000000000000a3', { displayName: 'public' }],
];

describe('An instance that has things under other names', () => {
  const world = worldForTests({});
  let files: Files;
  let first: Publication;
  let writes: readonly string[];
  const writesOf = () => world.arm.requests.writes.map(({ method, path }) => `${method} ${path}`);

  before(async () => {
    files = await world.extract('contoso-dev');
    for (const [path, properties] of inProduction) await world.prod.put(path, { properties });
    const before = writesOf().length;
    first = await world.publish('contoso-prod', files);
    writes = writesOf().slice(before);
  });

  it('is published to without a refusal, and what it has is updated', () => {
    assert.deepEqual(first.errors, []);
    for (const [path] of inProduction)
      assert.ok(
        writes.some((one) => one.includes(path)),
        `${path}\n${writes.join('\n')}`,
      );
  });

  it('says so in the summary', () => {
    assert.match(first.summary, /65f0000000000000000000a1 \| the same as shop-host of the files/);
  });

  it('gets nothing the second time', async () => {
    const before = writesOf().length;
    const second = await world.publish('contoso-prod', files);
    assert.deepEqual(writesOf().slice(before), []);
    assert.deepEqual(second.errors, []);
    assert.match(second.summary, /adopt/);
  });

  it('is extracted into the files that are there', async () => {
    const after = await world.extract('contoso-prod', files);
    assert.deepEqual(Object.keys(after).sort(), Object.keys(files).sort());
    assert.deepEqual(
      Object.keys(after).filter((path) => after[path] !== files[path]),
      [],
    );
  });
});
