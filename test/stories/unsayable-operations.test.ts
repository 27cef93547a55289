import assert from 'node:assert/strict';
import type { Fault } from '../../emulator/http/fault.ts';
import { lastingFaults, lies } from '../../emulator/arm/faults.ts';
import { readFilter } from '../../shared/configuration/filter.ts';
import { extract } from '../../shared/extract/extract.ts';
import { silent } from '../../shared/log/log.ts';
import { codesOf, namesAt, propertiesAt, tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
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
  let world: WorldInProcess;
  let story: ToldStory;
  before(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
  });
  after(() => world.stop());
  beforeEach(async () => {
    story = await tellStory(world);
    assert.deepEqual((await story.publish(own)).errors, []);
  });
  afterEach(() => {
    world.arm.faults.length = 0;
  });
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
    assert.deepEqual((await story.publish(rest, { scope: 'changes' })).errors, []);
    assert.deepEqual(story.writes(), [`DELETE ${folder}/purge`]);
    const all = { deletes: { deleteMode: 'all' as const } };
    assert.deepEqual((await story.publish(rest, all)).errors, []);
    assert.ok(story.writes().includes(`DELETE ${folder}/copy`));
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

  it('comes and goes by the filter of an extraction', async () => {
    const at = story.instance.resourceId.split('/').at(-1) ?? '';
    const taken = async (filter: string) => {
      const instance = await world.connect(at);
      const { files } = await extract({
        ...{ instance, existing: new Map(), log: silent },
        filter: readFilter(filter, 'filter.yaml'),
      });
      return files.map(({ path }) => path).filter((path) => path.startsWith(`${folder}/purge/`));
    };
    assert.deepEqual(await taken('apis: [cache]'), [purge, `${folder}/purge/policy.xml`]);
    assert.deepEqual(await taken('apis: [cache: { operations: [get-first] }]'), []);
  });

  it('keeps its types when it goes to another instance, under another name of the schema, and after an import', async () => {
    const schema = { type: 'object', properties: { name: { type: 'string' } } };
    const of = (...paths: readonly string[]) =>
      JSON.stringify({
        ...JSON.parse(documentOf('cache', ...paths)),
        components: { schemas: { Pet: schema } },
      });
    const typed = api('cache', {}, of('/first'));
    const from = await tellStory(world);
    assert.deepEqual((await from.publish(typed)).errors, []);
    const schemaIn = async ({ instance }: ToldStory) =>
      (await namesAt(instance, 'apis/cache/schemas'))[0] ?? '';
    const schemaId = await schemaIn(from);
    const representations = [{ contentType: 'application/json', schemaId, typeName: 'Pet' }];
    const made = { displayName: 'Copy', method: 'COPY', urlTemplate: '/first', request: { representations } };
    await from.instance.put(`${folder}/copy`, { properties: made });
    const at = from.instance.resourceId.split('/').at(-1) ?? '';
    const files = await world.extract(at);
    const file = files[`${folder}/copy/operationInformation.json`] ?? '';
    assert.ok(file.includes('"Pet"') && !file.includes(schemaId), file);
    const to = await tellStory(world);
    for (const [specification, name] of [
      [of('/first'), 'get-first'],
      [of('/third'), 'get-third'],
    ]) {
      const path = Object.keys(files).find((one) => one.startsWith('apis/cache/specification.')) ?? '';
      const wanted = { ...without(files, path), 'apis/cache/specification.json': specification ?? '' };
      assert.deepEqual((await to.publish(wanted)).errors, []);
      assert.deepEqual(await namesAt(to.instance, folder), ['copy', name ?? '']);
      const { request } = await propertiesAt(to.instance, `${folder}/copy`);
      const [found] = (request as typeof made.request).representations;
      assert.deepEqual([found?.typeName, found?.schemaId], ['Pet', await schemaIn(to)]);
      await to.publish(wanted);
      assert.deepEqual(to.writes(), []);
    }
    assert.deepEqual(await world.extract(at, files), files);
  });

  it('is in the folder of its revision, and nothing is said to be missing', async () => {
    const second = (path: string) => path.replace('apis/cache/', 'apis/cache;rev=2/');
    const copies = Object.entries(own).filter(([path]) => path.startsWith('apis/cache/'));
    const other = Object.fromEntries(
      copies.map(([path, text]) => [
        second(path),
        text.replace('"path":"cache"', '"path":"cache","apiRevision":"2"').replace('PURGE', 'BAN'),
      ]),
    );
    assert.deepEqual((await story.publish({ ...own, ...other })).errors, []);
    const at = story.instance.resourceId.split('/').at(-1) ?? '';
    const files = await world.extract(at);
    const file = (path: string) => JSON.parse(files[path] ?? '{}') as { properties?: { method?: string } };
    assert.deepEqual(
      [file(purge).properties?.method, file(second(purge)).properties?.method],
      ['PURGE', 'BAN'],
    );
    assert.ok(files[second(`${folder}/purge/policy.xml`)]);
    const coverage = JSON.parse(files['apim-coverage.json'] ?? '{}') as { missing: { of: string }[] };
    assert.deepEqual(
      coverage.missing.filter(({ of }) => of.startsWith('api/')),
      [],
    );
    for (const exportedMethods of ['known', 'all'] as const) {
      world.arm.switches.exportedMethods = exportedMethods;
      assert.deepEqual(await world.extract(at, files), files);
    }
  });

  it('is in no file of its own where a WADL says it, and is not deleted because of that', async () => {
    const wadl = `<application xmlns="http://wadl.dev.java.net/2009/02"><resources base="https://cache.example">
  <resource path="first"><method name="GET" id="get-first" /><method name="PURGE" id="purge" /></resource>
</resources></application>`;
    const { 'apis/cache/apiInformation.json': about = '' } = own;
    const files = { 'apis/cache/apiInformation.json': about, 'apis/cache/specification.wadl': wadl };
    const other = await tellStory(world);
    const deletes = { deleteMode: 'all' as const, maxDeletes: 99 };
    assert.deepEqual((await other.publish(files)).errors, []);
    const extracted = await world.extract(other.instance.resourceId.split('/').at(-1) ?? '', files);
    assert.deepEqual(
      Object.keys(extracted).filter((path) => path.includes('/operations/')),
      [],
    );
    assert.deepEqual((await other.publish(extracted, { deletes })).errors, []);
    assert.deepEqual(other.writes(), []);
  });
});
