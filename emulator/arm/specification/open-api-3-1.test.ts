import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { objectOf, objectsOf } from '../json.ts';
import { exportedDocument } from './export-open-api.ts';
import { fixture } from './fixture.ts';

describe('OpenAPI 3.1, imported by the emulator', () => {
  const imported = async (): Promise<{ instance: ReturnType<typeof instanceForTests>['instance'] }> => {
    const { emulated, instance } = instanceForTests();
    const value = fixture('museum.openapi.yaml');
    await emulated.put('apis/a', { properties: { path: 'a', format: 'openapi', value } });
    return { instance };
  };

  it('is kept and exported in the words of 3.0.1, in the order of the service', async () => {
    const { instance } = await imported();
    const api = instance.find('apis/a');
    assert.ok(api);
    const exported = exportedDocument(instance, api);
    assert.equal(exported['openapi'], '3.0.1');
    const schemas = objectOf(objectOf(exported, 'components') ?? {}, 'schemas') ?? {};
    assert.equal(
      JSON.stringify(schemas['Ticket']),
      JSON.stringify({
        type: 'object',
        properties: {
          price: { minimum: 0, exclusiveMinimum: true, type: 'number', nullable: true },
          kind: { enum: ['adult'] },
          next: { $ref: '#/components/schemas/Ticket' },
        },
      }),
    );
  });

  it('loses callbacks, links, webhooks, security, shared headers and extensions', async () => {
    const { instance } = await imported();
    const kept = JSON.stringify(instance.store.all().filter(({ key }) => key.startsWith('apis/')));
    assert.match(kept, /getTicket/);
    assert.doesNotMatch(kept, /callbacks|"links"|webhooks|publicEvent|basic|Limit|x-internal|Only 3.1/);
  });

  it('takes the first https server, tags, and required query parameters into the template', async () => {
    const { instance } = await imported();
    assert.equal(instance.find('apis/a')?.properties['serviceUrl'], 'https://museum.example/api');
    assert.equal(instance.find('tags/tickets')?.properties['displayName'], 'Tickets');
    const [operation] = instance.store.list('apis/a;rev=1/operations');
    assert.equal(operation?.properties['urlTemplate'], '/tickets/{ticketId}?since={since}');
    const [first = {}] = objectsOf(operation.properties, 'templateParameters');
    assert.equal(first['description'], 'Number of the ticket');
  });
});
