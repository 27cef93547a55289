import assert from 'node:assert/strict';
import { importLies } from '../../emulator/arm/import-lies.ts';
import { codesOf, namesAt, propertiesAt, tellStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { afterImport } from '../services/world-lies.ts';
import { api, documentOf, information, policyOf } from './files.ts';

/** Losses that users of other tools met without a word, told by their numbers in the collected facts. */
describe('Without a silent loss', () => {
  const world = worldForTests({ longRunning: 'specified' }, { withoutContent: true });
  afterEach(() => {
    world.arm.switches.absentServiceUrl = 'cleared';
  });

  const changed = documentOf('shop', '/first', '/third');
  const bodies = (path: RegExp) =>
    world.arm.requests.entries
      .filter((one) => one.method === 'PUT' && path.test(one.path))
      .map(({ body }) => (JSON.parse(body) as { properties: Record<string, unknown> }).properties);

  for (const [words, files, overrides, expected] of [
    ['set', api('shop'), undefined, 'https://shop.example'],
    ['empty', api('shop', { serviceUrl: undefined }), undefined, null],
    [
      'given by an override',
      api('shop'),
      'apis: [{ name: shop, properties: { serviceUrl: "https://prod.example" } }]',
      'https://prod.example',
    ],
  ] as const)
    it(`a changed specification leaves a service URL that is ${words} (stories 6 and 14)`, async () => {
      const telling = overrides === undefined ? {} : { overrides };
      const story = await tellStory(world);
      await story.publish(files, telling);
      const next = { ...files, 'apis/shop/specification.json': changed };
      await story.plan(next, telling);
      world.arm.faults.push(afterImport(importLies['resets the service URL'], 'shop', story.instance));
      assert.deepEqual(codesOf(await story.publish(next, telling)), []);
      assert.equal((await propertiesAt(story.instance, 'apis/shop'))['serviceUrl'], expected);
      // Each request that has a document has the address too: there is no moment with another one.
      for (const { serviceUrl } of bodies(/\/apis\/shop$/)) assert.equal(serviceUrl ?? null, expected);
    });

  it('required query parameters stay query parameters, with each import (story 7)', async () => {
    const parameters = [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }];
    const document = JSON.stringify({
      ...{ openapi: '3.0.1', info: { title: 'shop', version: '1' } },
      paths: {
        '/find': { get: { operationId: 'find', parameters, responses: { 200: { description: 'x' } } } },
      },
    });
    const story = await tellStory(world);
    const files = api('shop', {}, document);
    await story.plan(files);
    await story.publish(files);
    await story.publish({ ...files, 'apis/shop/specification.json': document.replace('"x"', '"y"') });
    for (const { translateRequiredQueryParameters: said } of bodies(/\/apis\/shop$/))
      assert.equal(said, 'query');
    const { urlTemplate } = await propertiesAt(story.instance, 'apis/shop/operations/find');
    assert.equal(urlTemplate, '/find');
  });

  it('another display name is an update and deletes nothing (story 11)', async () => {
    const story = await tellStory(world);
    await story.publish(api('shop'));
    const renamed = api('shop', { displayName: 'The shop' });
    assert.equal((await story.plan(renamed)).deleted, 0);
    const { created, updated, deleted } = await story.publish(renamed);
    assert.deepEqual([created, updated, deleted], [0, 1, 0]);
    assert.deepEqual(story.writes(), ['PUT apis/shop']);
  });

  it('another id is another API: it is made before the old one goes, within the budget, or not at all (story 11)', async () => {
    const story = await tellStory(world);
    const tag = { 'tags/a/tagInformation.json': information({ displayName: 'A' }) };
    await story.publish({ ...tag, ...api('shop') });
    const store = { ...tag, ...api('store') };
    for (const run of [story.plan, story.publish])
      await assert.rejects(run(store, { deletes: { maxDeletes: 0 } }), { code: 'DELETE_BUDGET' });
    assert.equal((await story.plan(store)).deleted, 1);
    assert.deepEqual(codesOf(await story.publish(store)), []);
    assert.deepEqual(story.writes(), ['PUT apis/store', 'DELETE apis/shop']);
    // With the same path or display name Azure refuses it as long as the old one is there.
    for (const properties of [{ path: 'store' }, { displayName: 'STORE' }])
      for (const run of [story.plan, story.publish])
        await assert.rejects(run({ ...tag, ...api('third', properties) }), {
          code: 'NAME_CLASH',
          message: /API third takes over the (path|display name) "store" of API store/i,
        });
    assert.deepEqual([story.writes(), await namesAt(story.instance, 'apis')], [[], ['store']]);
    // What was published as said: the removal alone, then the new one.
    await story.publish(tag);
    assert.deepEqual(codesOf(await story.publish({ ...tag, ...api('third', { path: 'store' }) })), []);
  });

  it('the names of subscription keys survive a changed specification (story 17)', async () => {
    const names = { header: 'X-Key', query: 'key' };
    const files = api('shop', { subscriptionKeyParameterNames: names });
    const story = await tellStory(world);
    await story.publish(files);
    world.arm.switches.importedKeyNames = 'defaults';
    await story.plan({ ...files, 'apis/shop/specification.json': changed });
    assert.ok(!story.log.some((line) => line.includes('subscriptionKeyParameterNames')), story.log.join());
    try {
      await story.publish({ ...files, 'apis/shop/specification.json': changed });
    } finally {
      world.arm.switches.importedKeyNames = 'request';
    }
    assert.deepEqual(
      (await propertiesAt(story.instance, 'apis/shop'))['subscriptionKeyParameterNames'],
      names,
    );
  });

  it('a new revision has the policy of its own files before it becomes current (story 19)', async () => {
    const story = await tellStory(world);
    const first = { ...api('shop', { apiRevision: '1' }), 'apis/shop/policy.xml': policyOf('x-first') };
    await story.publish(first);
    const second: Files = {
      ...api('shop', { apiRevision: '2' }, changed),
      'apis/shop/policy.xml': policyOf('x-second'),
      ...api('shop;rev=1', { displayName: 'shop', path: 'shop', serviceUrl: 'https://shop.example' }),
      'apis/shop;rev=1/policy.xml': policyOf('x-first'),
    };
    await story.plan(second);
    assert.deepEqual(codesOf(await story.publish(second)), []);
    const writes = story.writes();
    const [policy, release] = ['/policies/policy', '/releases/'].map((part) =>
      writes.findIndex((one) => one.includes(part)),
    );
    assert.ok((policy ?? -1) >= 0 && (policy ?? 0) < (release ?? -1), writes.join());
    assert.match(
      String((await propertiesAt(story.instance, 'apis/shop/policies/policy'))['value']),
      /x-second/,
    );
    assert.match(
      String((await propertiesAt(story.instance, 'apis/shop;rev=1/policies/policy'))['value']),
      /x-first/,
    );
  });

  it('one link that Azure refuses does not keep the others from being made (stories 27 and 28)', async () => {
    const story = await tellStory(world);
    const link = (name: string) => ({ [`products/all/apis/${name}/productApiInformation.json`]: '{}' });
    const files = {
      'products/all/productInformation.json': information({ displayName: 'All' }),
      ...{ ...api('a'), ...api('b'), ...link('a'), ...link('b') },
    };
    const refused = {
      status: 400,
      body: { error: { code: 'ValidationError', message: 'No.', details: null } },
    };
    world.arm.faults.push({ method: 'PUT', path: /\/products\/all\/apis\/a$/, answer: refused });
    assert.equal((await story.plan(files)).created, 5);
    assert.deepEqual(codesOf(await story.publish(files)), ['AZURE_REFUSED']);
    assert.deepEqual(await namesAt(story.instance, 'products/all/apis'), ['b']);
    assert.equal(story.writes().filter((one) => one.endsWith('products/all/apis/a')).length, 1, 'asked once');
    // What the files do not have and the instance neither is told before any write.
    for (const run of [story.plan, story.publish])
      await assert.rejects(run({ ...files, ...link('nowhere') }), { code: 'MISSING_REFERENCE' });
  });

  it('a file that is renamed changes nothing, a policy file that goes takes its policy along (stories 29 and 31)', async () => {
    const story = await tellStory(world);
    const files = { ...api('shop'), 'apis/shop/policy.xml': policyOf('x-shop') };
    await story.publish(files);
    const { 'apis/shop/specification.json': document = '', ...rest } = files as Files;
    const renamed = { ...rest, 'apis/shop/specification.yaml': document };
    const { created, updated, deleted } = await story.plan(renamed);
    assert.deepEqual([created, updated, deleted], [0, 0, 0]);
    await story.publish(renamed);
    assert.deepEqual(story.writes(), []);
    assert.equal((await story.plan(api('shop'))).deleted, 1);
    assert.equal((await story.publish(api('shop'))).deleted, 1);
    assert.deepEqual(story.writes(), ['DELETE apis/shop/policies/policy']);
  });

  it('header and query names of keys do not change places (story 35)', async () => {
    const story = await tellStory(world);
    const files = api('shop', {
      subscriptionKeyParameterNames: { query: 'in-query', header: 'In-Header' },
    });
    assert.equal((await story.plan(files)).created, 1);
    await story.publish(files);
    assert.deepEqual((await propertiesAt(story.instance, 'apis/shop'))['subscriptionKeyParameterNames'], {
      header: 'In-Header',
      query: 'in-query',
    });
    assert.equal((await story.plan(files)).unchanged, 1);
  });
});
