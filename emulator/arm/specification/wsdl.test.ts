import assert from 'node:assert/strict';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Reply, TestClient } from '../test-client.ts';
import { fixture } from './fixture.ts';
import { readWsdl } from './wsdl.ts';

const orders = fixture('orders.wsdl');
const first = { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap11' };
const policy = { value: '<policies><inbound><base /></inbound></policies>', format: 'rawxml' };

describe('WSDL, imported and exported by the emulator', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start({ longRunning: 'none' });
  });
  afterEach(() => client.stop());

  const put = (properties: JsonObject): Promise<Reply> =>
    client.put('apis/orders', {
      path: 'orders',
      format: 'wsdl',
      value: orders,
      apiType: 'soap',
      wsdlSelector: first,
      ...properties,
    });
  const list = async (collection: string): Promise<JsonObject[]> =>
    objectsOf((await client.ask('GET', `apis/orders/${collection}`)).json, 'value');
  const api = async (): Promise<JsonObject> =>
    objectOf((await client.ask('GET', 'apis/orders')).json, 'properties') ?? {};
  const inline = async (): Promise<Reply> => client.ask('GET', 'apis/orders?export=true&format=wsdl');

  it('passes SOAP through: one operation per action, named by the service', async () => {
    assert.equal((await put({})).status, 201);
    const operations = await list('operations');
    const shown = operations.map((one) => objectOf(one, 'properties') ?? {});
    assert.deepEqual(
      shown.map(({ displayName, method, urlTemplate }) => [displayName, method, urlTemplate]),
      [
        ['GetOrder', 'POST', '/?soapAction=http://contoso.example/orders/GetOrder'],
        ['CancelOrder', 'POST', '/?soapAction=http://contoso.example/orders/CancelOrder'],
      ],
    );
    for (const one of operations) assert.match(nameOf(one), /^[0-9a-f]{24}$/);
    assert.equal(shown[0]?.['description'], 'One order & its total.');
    const [schema] = await list('schemas');
    const [input] = objectsOf(objectOf(shown[0], 'request') ?? {}, 'representations');
    assert.deepEqual(input, { contentType: 'text/xml', schemaId: schema?.['name'], typeName: 'GetOrder' });
    assert.equal(
      objectOf(schema ?? {}, 'properties')?.['contentType'],
      'application/vnd.ms-azure-apim.xsd+xml',
    );
    const { displayName, serviceUrl, type } = await api();
    assert.deepEqual(
      [displayName, serviceUrl, type],
      ['Orders', 'http://orders.contoso.example/Orders.svc', 'soap'],
    );
  });

  it('asks which endpoint when there are several', async () => {
    const ambiguous = await client.put('apis/orders', {
      path: 'orders',
      format: 'wsdl',
      value: orders,
      apiType: 'soap',
    });
    assert.equal(ambiguous.status, 400);
    assert.match(ambiguous.text, /Multiple service endpoints available, only one can be imported at a time/);
    const unknown = await put({ wsdlSelector: { wsdlServiceName: 'Orders', wsdlEndpointName: 'None' } });
    assert.equal(unknown.status, 400);
    const second = { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap12' };
    assert.equal((await put({ wsdlSelector: second })).status, 201);
    const [only, ...others] = await list('operations');
    assert.equal(others.length, 0);
    assert.match(JSON.stringify(only), /application\/soap\+xml/);
  });

  it('names operations anew at each import, so that their policies are lost', async () => {
    await put({});
    const before = (await list('operations')).map(nameOf);
    await client.put(`apis/orders/operations/${before[0] ?? ''}/policies/policy`, policy);
    await put({});
    const after = (await list('operations')).map(nameOf);
    assert.equal(before.filter((name) => after.includes(name)).length, 0);
    for (const name of after)
      assert.equal((await client.ask('GET', `apis/orders/operations/${name}/policies/policy`)).status, 404);
  });

  it('keeps what was there when asked to import into it, but for the description', async () => {
    client.emulators.arm.switches.importPrecedence = 'document';
    const mine = { displayName: 'Our orders', description: 'Ours', serviceUrl: 'https://ours.example' };
    await client.put('apis/orders', { path: 'orders', apiType: 'soap', ...mine });
    const imported = await client.finish(
      await client.ask('PUT', 'apis/orders?import=true', {
        properties: { format: 'wsdl', value: orders, apiType: 'soap', wsdlSelector: first },
      }),
    );
    assert.equal(imported.status, 200);
    const { displayName, description, serviceUrl, path } = await api();
    assert.deepEqual(
      [displayName, description, serviceUrl, path],
      ['Our orders', null, 'https://ours.example', 'orders'],
    );
    assert.equal((await list('operations')).length, 2);
  });

  it('offers SOAP as REST when the API is of type http, by policies that it makes', async () => {
    assert.equal((await put({ apiType: 'http' })).status, 201);
    const operations = await list('operations');
    assert.deepEqual(
      operations.map((one) => objectOf(one, 'properties')?.['urlTemplate']),
      ['/GetOrder', '/CancelOrder'],
    );
    const path = `apis/orders/operations/${nameOf(operations[0] ?? {})}/policies/policy`;
    const made = await client.ask('GET', `${path}?format=rawxml`);
    const value = textOf(objectOf(made.json, 'properties') ?? {}, 'value') ?? '';
    assert.match(value, /<set-body template="liquid">[\s\S]*<orderId>\{\{body\.orderId\}\}<\/orderId>/);
    assert.match(value, /<rewrite-uri template="\/Orders.svc"/);
    assert.equal((await client.put(path, { value, format: 'rawxml' })).status, 200);
  });

  it('overlooks a type that is not said as apiType', async () => {
    const { apiType, ...rest } = { apiType: 'soap', type: 'soap' };
    await client.put('apis/orders', {
      ...rest,
      path: 'orders',
      format: 'wsdl',
      value: orders,
      wsdlSelector: first,
    });
    assert.notEqual((await api())['type'], apiType);
    assert.equal(objectOf((await list('operations'))[0] ?? {}, 'properties')?.['urlTemplate'], '/GetOrder');
  });

  it('is exported with one port per host name of the gateway, which cannot be imported without choosing', async () => {
    const fabrikam = client.emulators.arm.addInstance({
      ...{ subscriptionId: 'sub', resourceGroup: 'rg', name: 'fabrikam' },
      hostnames: ['api.fabrikam.example'],
    });
    const body = { path: 'o', format: 'wsdl', value: orders, apiType: 'soap', wsdlSelector: first };
    await fabrikam.put('apis/o', { properties: body });
    const text: unknown = await fabrikam.get('apis/o?export=true&format=wsdl');
    assert.ok(typeof text === 'string');
    assert.throws(() => readWsdl(text, undefined), /One or more fields/);
    const chosen = readWsdl(text, { wsdlEndpointName: 'Orders-api.fabrikam.example' });
    assert.equal(chosen.address, 'https://api.fabrikam.example/o');
    const given = readWsdl(orders, first);
    assert.deepEqual(
      chosen.operations.map(({ name, action, input, output }) => ({ name, action, input, output })),
      given.operations.map(({ name, action, input, output }) => ({ name, action, input, output })),
    );
  });

  it('is exported by a link that may always fail, and then inline in one of three shapes', async () => {
    await put({});
    const link = () => client.ask('GET', 'apis/orders?export=true&format=wsdl-link');
    const envelope = (await link()).json;
    assert.equal(envelope['format'], 'wsdl-link+xml');
    const text = (await client.fetch('GET', textOf(objectOf(envelope, 'value') ?? {}, 'link') ?? '')).text;
    assert.match(text, /<wsdl:definitions/);
    const shapes = ['inlineAsXml', 'inlineAsJson', 'inlineAsText'] as const;
    const answers: Reply[] = [];
    for (const shape of shapes) {
      client.emulators.arm.switches.xmlExports = shape;
      assert.equal((await link()).status, 500);
      assert.equal((await link()).status, 500);
      answers.push(await inline());
    }
    const [xml, json, words] = answers;
    assert.equal(xml?.text, text);
    assert.equal(json?.json['value'], text);
    assert.match(words?.text ?? '', /^Unable to export/);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
  });

  for (const [what, text] of [
    ['not XML', 'hello'],
    ['cut off', orders.slice(0, 2000)],
    ['another language', '<application />'],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${orders.replace(/^<\?xml[^>]*>/, '')}`],
    [
      'a message that is not there',
      orders.replace('<wsdl:message name="GetOrderIn">', '<wsdl:message name="x">'),
    ],
  ] as const)
    it(`is refused when it is ${what}`, async () => {
      const refused = await put({ value: text });
      assert.equal(refused.status, 400);
      assert.match(refused.text, /ValidationError/);
      assert.equal((await client.ask('GET', 'apis/orders')).status, 404);
    });
});

function nameOf(resource: JsonObject): string {
  return textOf(resource, 'name') ?? '';
}
