import assert from 'node:assert/strict';
import type { Fault } from '../../emulator/http/fault.ts';
import { lastingFaults, lies } from '../../emulator/arm/faults.ts';
import { codesOf, namesAt, propertiesAt, publishedStory, tellStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, documentOf, information, policyOf } from './files.ts';

const operation = (method: string, more: object = {}) =>
  information({ displayName: 'Forget it', method, urlTemplate: '/first', ...more });
const folder = 'apis/cache/operations';
const purge = `${folder}/purge/operationInformation.json`;
const own: Files = {
  ...api('cache'),
  'tags/blue/tagInformation.json': information({ displayName: 'blue' }),
  [purge]: operation('PURGE'),
  [`${folder}/purge/policy.xml`]: policyOf('x-purge'),
  'apis/cache/operationTags.json': JSON.stringify([{ operation: 'purge', name: 'blue' }]),
  [`${folder}/get-first/policy.xml`]: policyOf('x-get'),
};
const imported: Files = { ...own, ...api('cache', {}, documentOf('cache', '/first', '/third')) };
const without = (files: Files, ...paths: readonly string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.some((one) => path.startsWith(one))));

describe('An operation whose method no specification can say', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  const story = publishedStory(world, own);
  const names = () => namesAt(story.instance, folder);
  const failing = (path: RegExp, more: Partial<Fault> = {}) => {
    world.arm.faults.push({ method: 'PUT', path, ...lastingFaults['a refusal (400)'], ...more });
  };
  const live = (path: string) => story.instance.get(`${folder}/${path}`);

  it('is made by a request of its own, after its API and before what lives in it; then nothing is to do', async () => {
    const paths = story.writes();
    const order = ['', '/operations/purge', '/operations/purge/policies/policy'].map((rest) =>
      paths.indexOf(`PUT apis/cache${rest}`),
    );
    assert.ok(order[0] === Math.min(...order) && order[2] === Math.max(...order), paths.join('\n'));
    assert.deepEqual(await names(), ['get-first', 'get-second', 'purge']);
    assert.ok(await live('purge/tags/blue'));
    assert.equal((await propertiesAt(story.instance, `${folder}/purge`))['description'], '');
    await story.publish(own);
    assert.deepEqual(story.writes(), []);
  });

  it('is compared by its properties, and planned by name', async () => {
    const changed = { ...own, [purge]: operation('purge', { description: 'All of it' }) };
    await story.plan(changed);
    assert.match(
      story.log.join('\n'),
      /update +operation cache\/purge +\(description: nothing -> "All of it"\)/,
    );
    assert.deepEqual((await story.publish(changed)).errors, []);
    assert.deepEqual(story.writes(), [`PUT ${folder}/purge`]);
    const { summary } = await story.plan({ ...own, [purge]: operation('BAN') });
    assert.match(summary, /breaking.*operation cache\/purge.*method/is);
  });

  it('can be overridden like anything else', async () => {
    const overrides = `apis: [{ name: cache, operations: [{ name: purge, properties: { description: Prod } }] }]`;
    assert.deepEqual((await story.publish(own, { overrides })).errors, []);
    assert.equal((await propertiesAt(story.instance, `${folder}/purge`))['description'], 'Prod');
  });

  for (const scope of ['all', 'changes'] as const)
    it(`is there after an import, with its policy and tags, and so is one that nobody published (scope: ${scope})`, async () => {
      const copy = { displayName: 'COPY', method: 'COPY', urlTemplate: '/first', description: '' };
      await story.instance.put(`${folder}/copy`, { properties: copy });
      const policy = { format: 'rawxml', value: policyOf('x-copy') };
      await story.instance.put(`${folder}/copy/policies/policy`, { properties: policy });
      assert.deepEqual((await story.publish(imported, { scope })).errors, []);
      assert.match(story.writes().join(), /^PUT apis\/cache,/);
      assert.deepEqual(await names(), ['copy', 'get-first', 'get-third', 'purge']);
      for (const [name, header] of [
        ['copy', 'x-copy'],
        ['purge', 'x-purge'],
      ])
        assert.ok(JSON.stringify(await live(`${name ?? ''}/policies/policy`)).includes(header ?? ''));
      assert.ok(await live('purge/tags/blue'));
      await story.publish(imported);
      assert.deepEqual(story.writes(), []);
    });

  it('is put back before what lives in it is changed or deleted in the same run', async () => {
    const policy = `${folder}/purge/policy.xml`;
    const both = await story.publish({ ...imported, [policy]: policyOf('x-other') }, { scope: 'changes' });
    assert.deepEqual(both.errors, []);
    assert.ok(JSON.stringify(await live('purge/policies/policy')).includes('x-other'));
    assert.deepEqual((await story.publish(without(own, policy), { scope: 'changes' })).errors, []);
    assert.equal(await live('purge/policies/policy'), undefined);
    assert.ok(await live('purge/tags/blue'));
  });

  for (const scope of ['all', 'changes'] as const)
    it(`is made again by the next run where it was refused after an import (scope: ${scope})`, async () => {
      failing(/\/operations\/purge$/);
      assert.ok(codesOf(await story.publish(imported, { scope })).includes('AZURE_REFUSED'));
      assert.deepEqual(await names(), ['get-first', 'get-third']);
      world.arm.faults.length = 0;
      const other = { ...imported, 'tags/red/tagInformation.json': information({ displayName: 'red' }) };
      assert.deepEqual((await story.publish(other, { scope })).errors, []);
      assert.deepEqual(await names(), ['get-first', 'get-third', 'purge']);
      assert.ok(await live('purge/tags/blue'));
      assert.ok(JSON.stringify(await live('purge/policies/policy')).includes('x-purge'));
    });

  it('is written once more where it is gone after an import although the service said that it is there', async () => {
    failing(/\/operations\/purge(?:\/|$)/, { ...lies['stores nothing'], times: 3 });
    assert.deepEqual(codesOf(await story.publish(imported, { scope: 'changes' })), []);
    assert.deepEqual(await names(), ['get-first', 'get-third', 'purge']);
    assert.ok(await live('purge/tags/blue'));
    assert.ok(JSON.stringify(await live('purge/policies/policy')).includes('x-purge'));
  });

  it('is deleted when its files go, and only where this repository published it', async () => {
    const copy = { displayName: 'COPY', method: 'COPY', urlTemplate: '/first' };
    await story.instance.put(`${folder}/copy`, { properties: copy });
    const rest = without(own, `${folder}/purge/`, 'apis/cache/operationTags.json');
    const { errors, summary } = await story.publish(rest, { scope: 'changes' });
    assert.deepEqual([errors, story.writes()], [[], [`DELETE ${folder}/purge`]]);
    assert.match(summary, /breaking.*operation cache\/purge.*is deleted/is);
    const all = { deletes: { deleteMode: 'all' as const } };
    assert.deepEqual((await story.publish(rest, all)).errors, []);
    assert.ok(story.writes().includes(`DELETE ${folder}/copy`));
  });

  for (const scope of ['all', 'changes'] as const)
    it(`becomes one of the specification that has its name now, and the other way round (scope: ${scope})`, async () => {
      const document = JSON.parse(documentOf('cache', '/first', '/second')) as {
        paths: Record<string, object>;
      };
      const said = { operationId: 'purge', responses: { 200: { description: 'Done' } } };
      const paths = { ...document.paths, '/first': { ...document.paths['/first'], post: said } };
      const all = { ...own, ...api('cache', {}, JSON.stringify({ ...document, paths })) };
      const ordinary = without(all, purge);
      for (const [files, method] of [
        [ordinary, 'POST'],
        [own, 'PURGE'],
      ] as const) {
        assert.deepEqual((await story.publish(files, { scope })).errors, []);
        assert.deepEqual(await names(), ['get-first', 'get-second', 'purge']);
        assert.equal((await propertiesAt(story.instance, `${folder}/purge`))['method'], method);
        assert.ok(JSON.stringify(await live('purge/policies/policy')).includes('x-purge'));
        assert.ok(await live('purge/tags/blue'));
        await story.publish(files);
        assert.deepEqual(story.writes(), []);
      }
    });

  it('takes a policy that belongs to no other operation, and refuses one whose file is missing', async () => {
    const other = await tellStory(world);
    const files = without(own, purge, 'apis/cache/operationTags.json');
    await assert.rejects(other.plan(files), { code: 'MISSING_REFERENCE', message: /no operation purge/ });
    assert.deepEqual((await other.publish(own)).errors, []);
  });

  it('is not taken for gone because its file is cut off', async () => {
    const cut = (own[purge] ?? '').slice(0, 30);
    await assert.rejects(story.publish({ ...own, [purge]: cut }), { code: 'INVALID_FILE', message: /purge/ });
    assert.deepEqual(story.writes(), []);
  });

  it('is refused before any write where a text of it is longer than Azure takes', async () => {
    const long = operation('PURGE', { urlTemplate: `/${'x'.repeat(1000)}` });
    await assert.rejects(story.publish({ ...own, [purge]: long }), { code: 'OVER_LIMIT', message: /1001/ });
    assert.deepEqual(story.writes(), []);
  });

  it('is refused before any write where the specification has one of its name', async () => {
    const twice = { ...own, [purge.replace('/purge/', '/get-first/')]: operation('BAN') };
    await assert.rejects(story.publish(twice), {
      code: 'NAME_CLASH',
      message: /cache\/get-first is an operation/,
    });
    assert.deepEqual(story.writes(), []);
  });

  it('is the one that the instance has under another name, which the portal has invented', async () => {
    const other = await tellStory(world);
    const base = without(own, `${folder}/purge/`, 'apis/cache/operationTags.json');
    assert.deepEqual((await other.publish(base)).errors, []);
    const invented = `${folder}/65f0c1a2b3c4d5e6f7a8b9c0`;
    const made = { displayName: 'By hand', method: 'PURGE', urlTemplate: '/first' };
    await other.instance.put(invented, { properties: made });
    assert.deepEqual((await other.publish(own)).errors, []);
    const writes = ['', '/policies/policy', '/tags/blue'].map((rest) => `PUT ${invented}${rest}`);
    assert.deepEqual(other.writes().toSorted(), writes);
    await other.publish(own);
    assert.deepEqual(other.writes(), []);
    const files = await world.extract(other.instance.resourceId.split('/').at(-1) ?? '', own);
    for (const path of Object.keys(own)) assert.equal(files[path], own[path]);
    assert.ok(!Object.keys(files).some((path) => path.includes('65f0c1')));
  });
});
