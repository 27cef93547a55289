import { readFileSync } from 'node:fs';
import type { ArmEmulator } from '../../emulator/arm/arm-emulator.ts';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { headerPolicy } from './world-content.ts';

/** A document of the emulator's tests. */
export function documentOf(name: string): string {
  const folder = new URL('../../emulator/arm/specification/fixtures/', import.meta.url);
  return readFileSync(new URL(name, folder), 'utf8');
}

/** The WSDL of the orders with one more operation, of the messages that another one has. */
export function withRefund(wsdl = ''): string {
  const messageOf = (direction: string) =>
    new RegExp(`<wsdl:${direction} [^>]*message="(?<name>[^"]+)"`).exec(wsdl)?.groups?.['name'] ?? '';
  const input = `<wsdl:input message="${messageOf('input')}" />`;
  const output = `<wsdl:output message="${messageOf('output')}" />`;
  const body = '<soap:body use="literal" />';
  const bound = `<soap:operation soapAction="urn:refund" /><wsdl:input>${body}</wsdl:input><wsdl:output>${body}</wsdl:output>`;
  return wsdl
    .replace(
      '</wsdl:portType>',
      `<wsdl:operation name="Refund">${input}${output}</wsdl:operation></wsdl:portType>`,
    )
    .replace('</wsdl:binding>', `<wsdl:operation name="Refund">${bound}</wsdl:operation></wsdl:binding>`);
}

const soap = { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap11' };
const openApi = (summary: string) =>
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'Any', version: '1' },
    paths: {
      '/things': { get: { operationId: 'listThings', summary, responses: { 200: { description: 'OK' } } } },
    },
  });

const resolverPolicy = `<http-data-source>
  <http-request>
    <set-method>GET</set-method>
    <set-url>@("https://orders.example/orders/" + context.GraphQL.Arguments["id"] + "?a=1&b=2")</set-url>
  </http-request>
</http-data-source>`;

/** Whoever fills an instance by hand neither reads before writing nor comes back when refused. */
export async function fillAsPeopleDo({ switches }: ArmEmulator, filling: () => Promise<void>): Promise<void> {
  const { missingIfMatch, lockOutlivesSuccessByWrites, longRunning, freshWorkspaceLists } = switches;
  Object.assign(switches, {
    missingIfMatch: 'accepted',
    lockOutlivesSuccessByWrites: 0,
    longRunning: 'none',
    freshWorkspaceLists: 0,
  });
  await filling();
  Object.assign(switches, { missingIfMatch, lockOutlivesSuccessByWrites, longRunning, freshWorkspaceLists });
}

/** One API of each type, put as somebody would, each with what only that type has. */
export async function fillWithTypes(instance: EmulatedInstance): Promise<void> {
  const api = (name: string, properties: object) =>
    instance.put(`apis/${name}`, {
      properties: { displayName: name, path: name, protocols: ['https'], ...properties },
    });
  // Another title than that of the petstore of the world: names are unique, and the service may take this one.
  const swagger = documentOf('petstore.swagger.json').replace(/"title": "[^"]*"/, '"title": "swagger"');
  await api('rest', { format: 'openapi+json', value: openApi('Things'), serviceUrl: 'https://rest.example' });
  await api('swagger', { format: 'swagger-json', value: swagger, serviceUrl: 'https://pets.example/v2' });
  const url = 'https://orders.example/Orders.svc';
  await api('soap', {
    ...{ apiType: 'soap', format: 'wsdl', value: documentOf('orders.wsdl') },
    ...{ wsdlSelector: soap, serviceUrl: url },
  });
  await api('soap', { type: 'soap', serviceUrl: url, description: 'Orders, as ever' });
  await putOnOperation(instance, 'soap', 'GetOrder', headerPolicy('x-orders', 'old'));
  await api('passed-on', { apiType: 'graphql', serviceUrl: 'https://shop.example/graphql' });
  await instance.put('apis/passed-on/schemas/graphql', { properties: graphQlSchema() });
  await fillWithResolvers(instance);
  await api('socket', { apiType: 'websocket', serviceUrl: 'wss://socket.example', protocols: ['wss'] });
  const policy = { format: 'rawxml', value: headerPolicy('x-socket', 'open') };
  await instance.put('apis/socket/operations/onHandshake/policies/policy', { properties: policy });
  await api('odata', { apiType: 'odata', format: 'odata', value: documentOf('catalog.edmx') });
  await api('grpc', { apiType: 'grpc', format: 'grpc', value: documentOf('greeter.proto') });
  const operationId = `${instance.resourceId}/apis/rest/operations/listThings`;
  await api('tools', { apiType: 'mcp', mcpTools: [{ name: 'things', operationId }] });
  await api('agent', {
    apiType: 'a2a',
    isAgent: true,
    a2aProperties: { agentCardBackendUrl: 'https://agent.example', agentCardPath: '/card' },
  });
}

/** A GraphQL API that is answered by policies. */
export async function fillWithResolvers(instance: EmulatedInstance): Promise<void> {
  await instance.put('apis/synthetic', {
    properties: { displayName: 'synthetic', path: 'synthetic', protocols: ['https'], apiType: 'graphql' },
  });
  await instance.put('apis/synthetic/schemas/graphql', { properties: graphQlSchema() });
  await instance.put('apis/synthetic/resolvers/order-by-id', {
    properties: { displayName: 'Order by id', path: 'Query/order', description: 'Straße & <co>' },
  });
  await instance.put('apis/synthetic/resolvers/order-by-id/policies/policy', {
    properties: { format: 'rawxml', value: resolverPolicy },
  });
  await instance.put('apis/synthetic/resolvers/without-policy', {
    properties: { displayName: 'Lines', path: 'Order/lines' },
  });
}

const graphQlSchema = () => ({
  contentType: 'application/vnd.ms-azure-apim.graphql.schema',
  document: { value: documentOf('shop.graphql') },
});

/** A policy on the operation that is shown under this name: of SOAP, nobody knows its id. */
export async function putOnOperation(
  instance: EmulatedInstance,
  api: string,
  displayName: string,
  value: string,
): Promise<void> {
  const { value: entries } = (await instance.get(`apis/${api}/operations`)) as {
    value: { name: string; properties: { displayName: string } }[];
  };
  const found = entries.find(({ properties }) => properties.displayName === displayName);
  await instance.put(`apis/${api}/operations/${found?.name ?? ''}/policies/policy`, {
    properties: { format: 'rawxml', value },
  });
}

/** Two versions of one API, which share set, path and display name, beside a set of the same display name. */
export async function fillWithVersions(instance: EmulatedInstance): Promise<void> {
  const set = { displayName: 'Fares', versioningScheme: 'Header', versionHeaderName: 'x-version' };
  await instance.put('apiVersionSets/fares', { properties: set });
  await instance.put('apiVersionSets/fares-of-old', { properties: { ...set, versionHeaderName: 'x-old' } });
  for (const version of ['', 'v2'])
    await instance.put(version === '' ? 'apis/fares' : `apis/fares-${version}`, {
      properties: {
        ...{ displayName: 'Fares', path: 'fares', serviceUrl: `https://fares.example/${version}` },
        ...{ apiVersion: version, apiVersionSetId: `${instance.resourceId}/apiVersionSets/fares` },
        ...{ format: 'openapi+json', value: titled('Fares', `Of version ${version}`) },
      },
    });
}

/** An API whose revisions are 1, 2 (current) and 4, each with an operation and a policy of its own. */
export async function fillWithRevisions(instance: EmulatedInstance): Promise<void> {
  const own = { displayName: 'Trips', path: 'trips', protocols: ['https'], description: 'All trips' };
  const content = (summary: string) => ({ format: 'openapi+json', value: titled('Trips', summary) });
  const policy = (value: string) => ({
    properties: { format: 'rawxml', value: headerPolicy('x-trips', value) },
  });
  await instance.put('apis/trips', { properties: { ...own, ...content('First') } });
  await instance.put('apis/trips/policies/policy', policy('1'));
  for (const number of ['2', '3', '4']) {
    const more = { apiRevision: number, apiRevisionDescription: `Revision ${number}` };
    const put = { ...own, ...content(`Of ${number}`), ...more };
    await instance.put(`apis/trips;rev=${number}`, { properties: put });
    await instance.put(`apis/trips;rev=${number}/policies/policy`, policy(number));
    await instance.put(
      `apis/trips;rev=${number}/operations/listThings/policies/policy`,
      policy(`op ${number}`),
    );
  }
  await instance.delete('apis/trips;rev=3');
  await instance.put('apis/trips/releases/r', {
    properties: { apiId: `${instance.resourceId}/apis/trips;rev=2`, notes: 'Two' },
  });
}

function titled(title: string, summary: string): string {
  const document = JSON.parse(openApi(summary)) as { info: object };
  return JSON.stringify({ ...document, info: { title, version: '1' } });
}
