import assert from 'node:assert/strict';
import { exportLies } from '../../emulator/arm/export-lies.ts';
import { documentOf, withRefund } from '../services/types-of-api.ts';
import { tellStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { information } from './files.ts';

const about = (name: string, more: object = {}) =>
  information({ displayName: name, path: name, serviceUrl: `https://${name}.example`, ...more });
const wsdlSelector = { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap11' };
const soap: Files = {
  'apis/orders/apiInformation.json': about('orders', { type: 'soap', wsdlSelector }),
  'apis/orders/specification.wsdl': withRefund(documentOf('orders.wsdl')),
};
const wadl: Files = {
  'apis/bookings/apiInformation.json': about('bookings'),
  'apis/bookings/specification.wadl': documentOf('bookings.wadl'),
};

describe('An export that', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });

  for (const [type, files, left] of [
    ['WSDL', soap, /the operation GetOrder is not in it/],
    ['WADL', wadl, /the operation \w+ \S+ is not in it/],
  ] as const)
    describe(`is a ${type} and`, () => {
      let name: string;
      before(async () => {
        const story = await tellStory(world);
        assert.deepEqual((await story.publish(files)).errors, []);
        name = story.instance.resourceId.split('/').at(-1) ?? '';
      });
      const extracted = async () => {
        const { 'apim-coverage.json': _, 'policy.xml': __, ...rest } = await world.extract(name, files);
        return rest;
      };
      for (const [lie, message] of [
        ['leaves an operation out', left],
        ['has an operation of another API', /the API has no operation (?:Foreign|options )/i],
      ] as const) {
        it(`${lie} is asked for once more, alone`, async () => {
          world.arm.faults.push({ ...exportLies[lie], times: 1 });
          world.arm.downloads.clear();
          assert.deepEqual(await extracted(), files);
          assert.equal(world.arm.downloads.entries.length, 2);
        });

        it(`${lie} each time fails the run, by its name`, async () => {
          world.arm.faults.push(exportLies[lie]);
          await assert.rejects(extracted(), { code: 'EXPORT_MISMATCH', message });
        });
      }
    });

  it('is a WSDL need not have what is no SOAP: that is told as missing', async () => {
    const story = await tellStory(world);
    assert.deepEqual((await story.publish(soap)).errors, []);
    const purge = { displayName: 'Purge', method: 'PURGE', urlTemplate: '/all' };
    const health = { displayName: 'Health', method: 'GET', urlTemplate: '/health' };
    const upload = { displayName: 'Upload', method: 'POST', urlTemplate: '/upload' };
    for (const [name, properties] of Object.entries({ purge, health, upload }))
      await story.instance.put(`apis/orders/operations/${name}`, { properties });
    world.arm.faults.push(exportLies['leaves out what is no SOAP']);
    const extracted = await world.extract(story.instance.resourceId.split('/').at(-1) ?? '', soap);
    for (const [path, text] of Object.entries(soap)) assert.equal(extracted[path], text);
    for (const name of ['purge', 'health', 'upload'])
      assert.match(
        extracted['apim-coverage.json'] ?? '',
        new RegExp(`"api/orders/apiRevision/1/operation/${name}",\\s*"why": "incomplete"`),
      );
  });

  it('is a WSDL that is cut off is asked for once more, alone', async () => {
    const story = await tellStory(world);
    assert.deepEqual((await story.publish(soap)).errors, []);
    const name = story.instance.resourceId.split('/').at(-1) ?? '';
    world.arm.faults.push({ ...exportLies['is cut off'], times: 1 });
    const path = 'apis/orders/specification.wsdl';
    assert.equal((await world.extract(name, soap))[path], soap[path]);
  });

  it('is a WSDL that calls operations otherwise is known by their actions', async () => {
    const story = await tellStory(world);
    assert.deepEqual((await story.publish(soap)).errors, []);
    const name = story.instance.resourceId.split('/').at(-1) ?? '';
    world.arm.faults.push(exportLies['calls operations otherwise']);
    const files = await world.extract(name);
    assert.match(files['apis/orders/specification.wsdl'] ?? '', /"RenamedGetOrder"/);
  });
});
