import assert from 'node:assert/strict';
import { product, story, tag, type Story, type Texts } from './story-for-tests.ts';

const orders: Texts = {
  'apis/orders/apiInformation.json': '{"properties": {"displayName": "Orders", "path": "o"}}',
  'apis/orders/specification.json': '{"openapi": "3.0.1", "info": {}, "paths": {}}',
};
const linked: Texts = { 'products/p/apis/orders/productApiInformation.json': '{}' };
const open: Texts = {
  'products/p/productInformation.json':
    '{"properties": {"displayName": "p", "state": "published", "subscriptionRequired": false}}',
};

describe('What a plan opens to more callers', () => {
  const planned = async (before: Texts, after: Texts, settings: Parameters<Story['run']>[2] = {}) => {
    const { run, told } = story();
    await run('one', before);
    told.length = 0;
    const { summary, report } = await run('two', after, { action: 'plan', ...settings });
    return { log: told, summary, report };
  };

  it('is told first: in the log, on the page of the run and in the report', async () => {
    const { log, summary, report } = await planned(orders, { ...orders, ...linked, ...open });
    assert.ok(log.includes('!! becomes reachable: API orders  (is in the open product p)'), log.join('\n'));
    assert.match(summary, /- \*\*becomes reachable\*\* API orders: is in the open product p/);
    assert.deepEqual(report['becomesReachable'], [
      { resource: 'API orders', why: 'is in the open product p' },
    ]);
  });

  it('is seen also when only the product changed, and its links are not compared', async () => {
    const before = { ...orders, ...linked, ...product('p') };
    const { log } = await planned(before, { ...before, ...open });
    assert.match(log.join('\n'), /Compared: 1 resource,/);
    assert.match(log.join('\n'), /!! becomes reachable: API orders/);
  });

  it('is not the managed gateway, for a new API that is meant for another one: it is taken off there', async () => {
    const edge: Texts = {
      'gateways/edge/gatewayInformation.json': '{"properties": {"locationData": {"name": "here"}}}',
      'gateways/edge/apis/orders/gatewayApiInformation.json': '{}',
    };
    const reached = ({ report }: Awaited<ReturnType<typeof planned>>) => report['becomesReachable'];
    const by = (gateway: string) => ({ resource: 'API orders', why: `is served by the ${gateway}` });
    assert.deepEqual(reached(await planned(tag('t'), { ...tag('t'), ...orders, ...edge })), [
      by('gateway edge'),
    ]);
    assert.deepEqual(reached(await planned(orders, { ...orders, ...edge })), [by('gateway edge')]);
    assert.deepEqual(reached(await planned(tag('t'), { ...tag('t'), ...orders })), []);
  });

  it('is nothing while nothing opens, also when what was open goes', async () => {
    const before = { ...orders, ...linked, ...open };
    for (const after of [before, { ...orders, ...linked, ...product('p') }, { ...orders, ...open }, orders])
      assert.doesNotMatch(
        (await planned(before, after, { maxDeletes: 9 })).log.join('\n'),
        /becomes reachable/,
      );
  });
});
