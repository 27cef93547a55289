import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { silent } from '../log/log.ts';
import { extract } from './extract.ts';

const secret = 'winter-is-coming-2024';
const orders = resourceId('api', 'orders');
const revision = resourceId('apiRevision', '1', orders);
const inherited = ['inbound', 'backend', 'outbound', 'on-error']
  .map((one) => `<${one}><base /></${one}>`)
  .join('');
const load = () => Promise.reject(new Error('Nobody needs this export.'));
const company: readonly Resource[] = [
  {
    id: resourceId('policyFragment', 'call-partner'),
    properties: {},
    policy: `<fragment><authentication-basic username="me" password="${secret}" /></fragment>`,
  },
  {
    id: resourceId('backend', 'legacy'),
    properties: { url: 'https://a', credentials: { authorization: { scheme: 'Basic', parameter: secret } } },
  },
  {
    id: orders,
    properties: { displayName: 'Orders', path: 'o', apiRevision: '1', subscriptionRequired: false },
  },
  { id: revision, properties: {}, specification: { format: 'openapi', load } },
  {
    id: resourceId('apiPolicy', 'policy', revision),
    properties: {},
    policy: `<policies>${inherited}</policies>`,
  },
  { id: resourceId('tag', 'public'), properties: { displayName: 'Public' } },
];

describe('What .apimignore names', () => {
  it('is neither looked through for secrets nor exported nor told of: it becomes no file', async () => {
    const rules =
      'policy fragments/\nbackends/legacy/\napis/orders/apiInformation.json\napis/*/specification.*\n';
    const { files, findings, gaps, sourceIds } = await extract({
      instance: instanceForTests(company),
      existing: new Map([['.apimignore', Buffer.from(rules)]]),
      secretsFound: 'fail',
      log: silent,
    });
    assert.deepEqual(
      files.map(({ path }) => path),
      ['apim-coverage.json', 'apis/orders/policy.xml', 'tags/public/tagInformation.json'],
    );
    assert.deepEqual([findings, gaps, sourceIds], [[], [], []]);
  });
});
