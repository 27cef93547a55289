import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import type { JsonObject } from '../apim/json.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { silent } from '../log/log.ts';
import { extract } from './extract.ts';

const orders = resourceId('api', 'orders');
const revision = resourceId('apiRevision', '1', orders);
const get = resourceId('operation', 'get-order', revision);
const starter = resourceId('product', 'starter');

interface Company {
  readonly api?: JsonObject;
  readonly paths?: JsonObject;
  readonly operationPolicy?: string;
  readonly apiPolicy?: string;
  readonly product?: JsonObject;
}

const policy = (inbound: string) => `<policies><inbound><base />${inbound}</inbound></policies>`;
const jwt = '<validate-jwt header-name="Authorization" />';
const answers = { responses: { 200: { description: 'ok' } } };
const getOrder = { get: { operationId: 'get-order', ...answers } };

function company({
  api = {},
  paths,
  operationPolicy,
  apiPolicy,
  product = {},
}: Company): readonly Resource[] {
  const document = {
    openapi: '3.0.1',
    info: { title: 'Orders', version: '1' },
    paths: paths ?? { '/orders/{id}': getOrder },
  };
  const load = () => Promise.resolve(JSON.stringify(document));
  const policies = [
    [resourceId('apiPolicy', 'policy', revision), apiPolicy],
    [resourceId('operationPolicy', 'policy', get), operationPolicy],
  ] as const;
  return [
    { id: orders, properties: { displayName: 'Orders', path: 'o', apiRevision: '1', ...api } },
    { id: revision, properties: {}, specification: { format: 'openapi', load } },
    ...policies.flatMap(([id, text]) => (text === undefined ? [] : [{ id, properties: {}, policy: text }])),
    { id: starter, properties: { displayName: 'Starter', state: 'published', ...product } },
    { id: resourceId('productApi', 'orders', starter), properties: {} },
  ];
}

const extractInto = (existing: ArtifactFiles, what: Company) =>
  extract({ instance: instanceForTests(company(what)), existing, log: silent });

async function change(before: Company, after: Company) {
  const first = await extractInto(new Map(), before);
  const files = first.files.flatMap((file) =>
    file.kind === 'delete' ? [] : [[file.path, file.content] as const],
  );
  const { changes, findings } = await extractInto(new Map(files), after);
  return {
    details: changes.flatMap((one) => one.details),
    findings: findings.map(({ kind, of, text }) => `${kind}: ${of}: ${text}`),
  };
}

describe('What a change means', () => {
  it('names a policy that an operation loses', async () => {
    const { findings, details } = await change(
      { operationPolicy: policy(jwt) },
      { operationPolicy: policy('') },
    );
    assert.deepEqual(findings, ['protection: API orders: GET /orders/{id} loses validate-jwt']);
    assert.deepEqual(details, ['inbound: validate-jwt removed [weaker protection]']);
  });

  it('names what is lost with a whole policy', async () => {
    const { findings } = await change({ apiPolicy: policy(jwt) }, {});
    assert.deepEqual(findings, ['protection: API orders: API policy orders loses validate-jwt']);
  });

  it('finds nothing in a new policy, unless that cuts off the policies above', async () => {
    assert.deepEqual(
      (await change({}, { apiPolicy: policy(jwt) })).findings,
      ['backend', 'outbound', 'on-error'].map(
        (section) => `protection: API orders: API policy orders loses base in ${section}`,
      ),
    );
    const frame = (inbound: string) =>
      `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`;
    assert.deepEqual((await change({}, { apiPolicy: frame(jwt) })).findings, []);
  });

  it('finds nothing in the policy of what is new itself: there was nothing before', async () => {
    const weak = { apiPolicy: policy('<cors />'), operationPolicy: policy('<cors />') };
    assert.deepEqual((await extractInto(new Map(), weak)).findings, []);
  });

  it('names a policy that is weaker, and one that has to be checked', async () => {
    const limit = (calls: string) => policy(`<rate-limit calls="${calls}" renewal-period="60" />`);
    const weaker = await change({ apiPolicy: limit('10') }, { apiPolicy: limit('20') });
    assert.match(weaker.findings.join(), /^protection: .*rate-limit changed \(calls: 10 -> 20\)/);
    const unclear = await change({ apiPolicy: limit('10') }, { apiPolicy: limit('{{calls}}') });
    assert.match(unclear.findings.join(), /^unclear: .*rate-limit changed/);
    assert.deepEqual((await change({ apiPolicy: limit('20') }, { apiPolicy: limit('10') })).findings, []);
  });

  it('names what breaks callers', async () => {
    const other = { '/orders': { get: { operationId: 'get-order', ...answers } } };
    const { findings, details } = await change({}, { paths: other });
    assert.equal(findings.length, 1, findings.join('\n'));
    assert.match(
      findings[0] ?? '',
      /^breaking: API orders.*: operation GET \/orders\/\{id\}: operation removed/,
    );
    assert.ok(details.includes('operation GET /orders: added'), details.join('\n'));
  });

  it('names what callers have to say in another way: path, version, where the key is', async () => {
    const { findings } = await change({ api: { path: 'a' } }, { api: { path: 'b' } });
    assert.deepEqual(findings, ['breaking: API orders: path changed']);
    const names = (header: string) => ({ api: { subscriptionKeyParameterNames: { header, query: 'key' } } });
    assert.deepEqual((await change(names('x'), names('y'))).findings, [
      'breaking: API orders: subscriptionKeyParameterNames.header changed',
    ]);
  });

  it('names APIs that become reachable without a key', async () => {
    const key = { subscriptionRequired: true };
    assert.deepEqual((await change({ api: key }, { api: { subscriptionRequired: false } })).findings, [
      'reachable: API orders: needs no subscription key',
    ]);
    assert.deepEqual(
      (await change({ product: key }, { product: { subscriptionRequired: false } })).findings,
      ['reachable: API orders: is in the open product starter'],
    );
  });

  it('tells properties by name, and finds nothing in what is harmless', async () => {
    const { details, findings } = await change({}, { api: { displayName: 'Orders of Contoso' } });
    assert.deepEqual(details, ['displayName']);
    assert.deepEqual(findings, []);
  });
});
