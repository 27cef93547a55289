import assert from 'node:assert/strict';
import { type InstanceForTests, instanceForTests } from '../apim/instance-for-tests.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { shortened } from '../artifacts/short-name.ts';
import { readFilter } from '../configuration/filter.ts';
import { silent } from '../log/log.ts';
import { extract, type ExtractWorld } from './extract.ts';

type Form = Pick<ExtractWorld, 'layout'> & { readonly filter?: string };

const run = (instance: InstanceForTests, existing: ArtifactFiles, { filter, ...form }: Form = {}) =>
  extract({
    ...{ instance, existing, log: silent, ...form },
    ...(filter === undefined ? {} : { filter: readFilter(filter, 'f.yaml') }),
  });

/** The files after an extraction. */
async function after(instance: InstanceForTests, existing: ArtifactFiles = new Map(), form: Form = {}) {
  const { files: changes } = await run(instance, existing, form);
  const files = new Map(existing);
  for (const change of changes) {
    if (change.kind === 'delete') files.delete(change.path);
    else files.set(change.path, change.content);
  }
  return files;
}

const textsOf = (files: ArtifactFiles) =>
  Object.fromEntries([...files].map(([path, content]) => [path, Buffer.from(content).toString('utf8')]));
const namesIn = (files: ArtifactFiles): readonly string[] => {
  const text = textsOf(files)['apim-names.json'];
  return text === undefined
    ? []
    : Object.values((JSON.parse(text) as { names: Record<string, string> }).names);
};
const layoutOf = (files: ArtifactFiles) =>
  [...files.keys()].filter((path) => !path.startsWith('apim-')).sort();
const bytes = (text: string) => new TextEncoder().encode(text);

const long = (word: string, length = 80) => word.padEnd(length, `-${word}`);
const sales = resourceId('workspace', long('sales'));
const api = (name: string, current = '1', parent?: Resource['id']): readonly Resource[] => {
  const id = resourceId('api', name, parent);
  const properties = { displayName: name, path: name, apiRevision: current };
  return [
    { id, properties },
    { id: resourceId('apiRevision', current, id), properties: {} },
  ];
};
const operationPolicy = (
  name: string,
  apiName: string,
  revision = '1',
  parent?: Resource['id'],
): Resource => {
  const owner = resourceId('apiRevision', revision, resourceId('api', apiName, parent));
  const id = resourceId('operationPolicy', 'policy', resourceId('operation', name, owner));
  return { id, properties: {}, policy: '<policies />' };
};
const tag = (name: string): Resource => ({ id: resourceId('tag', name), properties: { displayName: name } });

const company: readonly Resource[] = [
  { id: sales, properties: { displayName: 'Sales' } },
  ...api(long('orders'), '1', sales),
  operationPolicy(long('list'), long('orders'), '1', sales),
  operationPolicy(`${long('list', 79)}X`, long('orders'), '1', sales),
  operationPolicy(long('LIST'), long('orders'), '1', resourceId('workspace', long('other'))),
];

describe('Long names', () => {
  it('are shortened where a path is too long, told in one file, and stay so', async () => {
    const files = await after(instanceForTests(company));
    assert.deepEqual(
      [...files.keys()].filter((path) => path.length > 200),
      [],
    );
    const [orders, list] = [long('orders'), long('list')].map((name) => shortened(name).short);
    assert.ok(files.has(`workspaces/${sales.name}/apis/${long('orders')}/apiInformation.json`));
    assert.ok(files.has(`workspaces/${sales.name}/apis/${orders ?? ''}/operations/${list ?? ''}/policy.xml`));
    assert.deepEqual(
      [...namesIn(files)].sort(),
      [long('LIST'), long('list'), `${long('list', 79)}X`, long('orders')].sort(),
    );
    const again = await run(instanceForTests(company), files);
    assert.deepEqual([again.files, again.changes, again.notes], [[], [], []]);
  });

  it('are told with the paths that the files get', async () => {
    const { changes, files } = await run(instanceForTests([tag(long('blue', 250))]), new Map());
    const path = `tags/${shortened(long('blue', 250)).short}/tagInformation.json`;
    const told = changes.flatMap((change) => change.files);
    assert.deepEqual(
      [told, files].map((all) => all.map((file) => file.path)),
      [[path], ['apim-coverage.json', 'apim-names.json', path]],
    );
  });

  it('may be longer than any file system takes', async () => {
    const names = ['x'.repeat(256), 'ä'.repeat(128)];
    const files = await after(instanceForTests(names.map(tag)));
    assert.deepEqual([...namesIn(files)].sort(), names);
    assert.deepEqual(
      readArtifacts(files)
        .documents.map(({ id }) => id.name)
        .sort(),
      names,
    );
  });

  it('keep a path that is there, however long, and the file of names as somebody has written it', async () => {
    const path = `tags/${long('blue', 190)}/tagInformation.json`;
    const green = long('green', 190);
    const existing = new Map([
      [path, bytes('{"properties": {"displayName": "old"}}')],
      [
        `tags/${shortened(green).short.toUpperCase()}/tagInformation.json`,
        bytes('{"properties": {"displayName": "old"}}'),
      ],
      ['apim-names.json', bytes(`{"names": {"${shortened(green).short}":\r\n "${green}"}, "version": 1}`)],
    ]);
    const { files } = await run(instanceForTests([tag(long('blue', 190)), tag(green)]), existing);
    assert.deepEqual(
      files.map(({ kind, path: own }) => `${kind} ${own}`),
      ['add apim-coverage.json', ...[...existing.keys()].slice(0, 2).map((own) => `edit ${own}`)].sort(),
    );
  });

  it('go with the last file that needs them, and no filter takes those of others', async () => {
    const [blue, green, red] = ['blue', 'green', 'red'].map((word) => tag(long(word, 190))) as [
      Resource,
      Resource,
      Resource,
    ];
    const [first, second] = [`tags: [${blue.id.name}]`, `tags: [${green.id.name}, ${red.id.name}]`];
    const all = instanceForTests([blue, green, red]);
    let files = await after(all, new Map(), { filter: first });
    assert.deepEqual(namesIn(files), [blue.id.name]);
    files = await after(all, files, { filter: second });
    assert.deepEqual(
      namesIn(files),
      [blue, green, red].map(({ id }) => id.name),
    );
    for (const filter of [first, second]) assert.deepEqual((await run(all, files, { filter })).files, []);
    files = await after(instanceForTests([blue, red]), files, {
      filter: `tags: ['*green*', '${red.id.name}']`,
    });
    assert.deepEqual(namesIn(files), [blue.id.name, red.id.name]);
    files = await after(instanceForTests([tag('plain')]), files);
    assert.deepEqual(Object.keys(textsOf(files)).sort(), [
      'apim-coverage.json',
      'tags/plain/tagInformation.json',
    ]);
  });

  it('move with their revisions', async () => {
    const name = long('orders', 190);
    const before = instanceForTests([...api(name), operationPolicy('get', name)]);
    const files = await after(before);
    const second = [...api(name, '2'), operationPolicy('get', name, '2')];
    const now = instanceForTests([...before.resources.values(), ...second]);
    const moved = await after(now, files);
    const { short } = shortened(name);
    assert.deepEqual(layoutOf(moved), [
      `apis/${short}/apiInformation.json`,
      `apis/${short}/operations/get/policy.xml`,
      `apis/${short};rev=1/apiInformation.json`,
      `apis/${short};rev=1/operations/get/policy.xml`,
    ]);
    assert.deepEqual(namesIn(moved), [name]);
    assert.deepEqual((await run(now, moved)).files, []);
  });

  it('are shortened when a folder is converted, and read when it was', async () => {
    const product = resourceId('product', long('starter', 100));
    const link = (name: string): Resource => ({
      id: resourceId('productGroup', name, product),
      properties: {},
    });
    const instance = instanceForTests([
      { id: product, properties: { displayName: 'S' } },
      link(long('crew', 90)),
    ]);
    const folder = `products/${product.name}`;
    const old = new Map([
      [`${folder}/productInformation.json`, bytes('{"properties": {"displayName": "S"}}')],
      [`${folder}/groups.json`, bytes(`[{"name": "${long('crew', 90)}"}]`)],
    ]);
    const { notes } = await run(instance, old, { layout: 'apiops' });
    assert.match(
      notes.join(),
      /^The folder is converted to the layout of apiops 7: of its files, 0 changed, 1 came and 1 went\.$/,
    );
    const files = await after(instance, old, { layout: 'apiops' });
    assert.deepEqual(layoutOf(files), [
      `${folder}/groups/${shortened(long('crew', 90)).short}/productGroupInformation.json`,
      `${folder}/productInformation.json`,
    ]);
    const again = await run(instance, files, { layout: 'apiops' });
    assert.deepEqual([again.files, again.notes], [[], []]);
  });

  it('are not shortened where .apimignore names the file of names, which is told of new paths', async () => {
    const name = long('blue', 190);
    const existing = new Map([['.apimignore', bytes('apim-names.json\n')]]);
    const { notes, files } = await run(instanceForTests([tag(name)]), existing);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['apim-coverage.json', `tags/${name}/tagInformation.json`],
    );
    assert.deepEqual(notes, [
      `tags/${name}/tagInformation.json is longer than 200 characters: Windows agents may not be able to check it out. It is not shortened, since .apimignore names apim-names.json.`,
    ]);
    await assert.rejects(run(instanceForTests([tag('x'.repeat(256))]), existing), {
      code: 'UNEXPECTED_ANSWER',
      message: /^tags\/x+\/tagInformation\.json has a name of more than 255 bytes/,
    });
  });

  it('are left alone where .apimignore names them, short or whole', async () => {
    const name = long('blue', 190);
    for (const rule of [`tags/${name}/`, `tags/${shortened(name).short}/`]) {
      const { files } = await run(instanceForTests([tag(name)]), new Map([['.apimignore', bytes(rule)]]));
      assert.deepEqual(
        files.map(({ path }) => path),
        ['apim-coverage.json'],
        rule,
      );
    }
  });

  it('stop the run when two of them have the same digits: neither is written over the other', async () => {
    // Halves of letters are no text, so that both have the bytes of the same digest, as two texts have once in billions.
    const names = ['\ud800', '\ud801'].map((half) => long('blue', 190) + half);
    await assert.rejects(run(instanceForTests(names.map(tag)), new Map()), {
      code: 'UNEXPECTED_ANSWER',
      message: /would both be shortened to blue-blue-/,
    });
  });

  it('stop the run when nobody can tell what they stand for, and lose nothing', async () => {
    const files = await after(instanceForTests([tag(long('blue', 190))]));
    files.delete('apim-names.json');
    await assert.rejects(run(instanceForTests(), files), /apim-names\.json is missing or empty/);
  });
});
