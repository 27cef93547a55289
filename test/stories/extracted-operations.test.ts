import assert from 'node:assert/strict';
import { readFilter } from '../../shared/configuration/filter.ts';
import { extract } from '../../shared/extract/extract.ts';
import { silent } from '../../shared/log/log.ts';
import { namesAt, propertiesAt, publishedStory, tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { bytesOf } from '../services/world-in-process.ts';
import { api, documentOf, information, policyOf } from './files.ts';

const folder = 'apis/cache/operations';
const purge = `${folder}/purge/operationInformation.json`;
const own: Files = {
  ...api('cache'),
  [purge]: information({ displayName: 'Forget it', method: 'PURGE', urlTemplate: '/first' }),
  [`${folder}/purge/policy.xml`]: policyOf('x-purge'),
};
const without = (files: Files, start: string): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith(start)));

describe('An operation whose method no specification can say, extracted,', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  const story = publishedStory(world, own);
  const nameOf = ({ instance }: ToldStory) => instance.resourceId.split('/').at(-1) ?? '';

  it('breaks callers when it is gone', async () => {
    const existing = bytesOf(await world.extract(nameOf(story)));
    await story.instance.delete(`${folder}/purge`);
    const instance = await world.connect(nameOf(story));
    const { findings, files } = await extract({ instance, existing, log: silent });
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'breaking'),
      [{ kind: 'breaking', of: 'operation cache/purge', text: 'is gone' }],
    );
    assert.deepEqual(
      files.map(({ kind, path }) => `${kind} ${path}`),
      [`delete ${purge}`, `delete ${folder}/purge/policy.xml`],
    );
  });

  it('is called as callers know it where its policy protects less, like those of a specification', async () => {
    const policies = ['purge', 'get-first'].map((name) => `${folder}/${name}/policies/policy`);
    const write = (header: string) =>
      policies.map((path) =>
        story.instance.put(path, {
          properties: { format: 'rawxml', value: policyOf('x').replace('<base />', `<base />${header}`) },
        }),
      );
    await Promise.all(
      write('<check-header name="x" failed-check-httpcode="401"><value>y</value></check-header>'),
    );
    const existing = bytesOf(await world.extract(nameOf(story)));
    await Promise.all(write(''));
    const { findings } = await extract({
      instance: await world.connect(nameOf(story)),
      existing,
      log: silent,
    });
    assert.deepEqual(
      findings.map(({ text }) => text),
      ['GET /first loses check-header x', 'PURGE /first loses check-header x'],
    );
  });

  it('moves into the specification when its method becomes one that this can say', async () => {
    const before = await world.extract(nameOf(story));
    const { request: _, ...now } = await propertiesAt(story.instance, `${folder}/purge`);
    await story.instance.put(`${folder}/purge`, { properties: { ...now, method: 'POST' } });
    const after = await world.extract(nameOf(story), before);
    const { [purge]: gone, ...rest } = before;
    assert.ok(gone);
    assert.deepEqual(Object.keys(after).sort(), Object.keys(rest).sort());
    assert.match(after['apis/cache/specification.yaml'] ?? '', /operationId: purge/);
  });

  it('comes and goes by the filter of an extraction', async () => {
    const at = nameOf(story);
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
    const at = nameOf(from);
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

  it('names the schema of its specification, not one that an earlier import has left', async () => {
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } };
    const get = { operationId: 'get-first', responses: { 200: { description: 'A pet', content } } };
    const document = JSON.stringify({
      ...JSON.parse(documentOf('cache')),
      ...{ paths: { '/first': { get } }, components: { schemas: { Pet: { type: 'object' } } } },
    });
    const typed = api('cache', {}, document);
    const other = await tellStory(world);
    assert.deepEqual((await other.publish(typed)).errors, []);
    const [before = ''] = await namesAt(other.instance, 'apis/cache/schemas');
    const schemaId = 'f'.repeat(24);
    const properties = await propertiesAt(other.instance, `apis/cache/schemas/${before}`);
    await other.instance.put(`apis/cache/schemas/${schemaId}`, { properties });
    const now = JSON.stringify(await propertiesAt(other.instance, `${folder}/get-first`));
    assert.ok(now.includes(before));
    await other.instance.put(`${folder}/get-first`, {
      properties: JSON.parse(now.replaceAll(before, schemaId)) as object,
    });
    const representations = [{ contentType: 'application/json', typeName: 'Pet' }];
    const copy = { displayName: 'Copy', method: 'COPY', urlTemplate: '/first', request: { representations } };
    const files = { ...typed, [`${folder}/copy/operationInformation.json`]: information(copy) };
    assert.deepEqual((await other.publish(files)).errors, []);
    const { request } = await propertiesAt(other.instance, `${folder}/copy`);
    assert.deepEqual((request as typeof copy.request).representations, [{ ...representations[0], schemaId }]);
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
    const at = nameOf(story);
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
    const extracted = await world.extract(nameOf(other), files);
    assert.deepEqual(
      Object.keys(extracted).filter((path) => path.includes('/operations/')),
      [],
    );
    assert.deepEqual((await other.publish(extracted, { deletes })).errors, []);
    assert.deepEqual(other.writes(), []);
  });
});
