import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parseNames, renderNames } from './names-file.ts';
import { readArtifacts } from './read-artifacts.ts';
import { shortened } from './short-name.ts';

const [orders, pets] = ['orders', 'pets'].map((word) => shortened(`${word}-`.repeat(20))) as [
  ReturnType<typeof shortened>,
  ReturnType<typeof shortened>,
];
const text = renderNames([orders, pets]);

describe('The file of names', () => {
  it('has the same bytes in whatever order names come, fits to its schema, and is read as it was meant', () => {
    assert.equal(renderNames([pets, orders]), text);
    const schema = JSON.parse(readFileSync('schemas/apim-names.schema.json', 'utf8')) as object;
    const isValid = new Ajv().compile(schema);
    assert.ok(isValid(JSON.parse(text)), JSON.stringify(isValid.errors));
    assert.deepEqual([...parseNames(text).values()], [orders, pets]);
  });

  it('is as the documentation shows it', () => {
    const [, shown = ''] =
      /apim-names\.json`.*?```json\n(.*?)```/s.exec(readFileSync('docs/layouts.md', 'utf8')) ?? [];
    const known = [...parseNames(shown).values()];
    assert.equal(`${renderNames(known.map(({ name }) => shortened(name)))}\n`, shown);
  });

  it('is read in any case, with the digits of a name after any beginning', () => {
    const other = { short: `X${orders.short.toUpperCase()}`, name: orders.name };
    assert.deepEqual([...parseNames(renderNames([other]))], [[other.short.toLowerCase(), other]]);
  });

  const names = (entries: Readonly<Record<string, unknown>>) =>
    JSON.stringify({ version: 1, names: entries });
  for (const [what, broken, message] of [
    ['of a newer version', JSON.stringify({ version: 2, names: {} }), /version is not 1/],
    ['that is cut off', text.slice(0, 60), /not valid JSON/],
    ['that is empty', '', /it is empty/],
    ['that is a list', '[]', /not an object/],
    ['without names', '{"version": 1}', /"names" is no object/],
    ['with a list of names', names([] as never), /"names" is no object/],
    ['with a conflict of a merge', text.replace('{', '<<<<<<< HEAD\n{'), /not valid JSON/],
    [
      'with another name than the digits say',
      names({ [orders.short]: pets.name }),
      /does not stand for "pets/,
    ],
    [
      'with a name in another case',
      names({ [orders.short]: orders.name.toUpperCase() }),
      /does not stand for/,
    ],
    ['with a name that is no text', names({ [orders.short]: 1 }), /does not stand for 1/],
    ['with an entry that is no shortened name', names({ orders: 'orders' }), /"orders" does not stand for/],
    [
      'with a name that leads elsewhere',
      names({ [shortened('../..').short]: '../..' }),
      /does not stand for/,
    ],
  ] as const)
    it(`is refused ${what}, once, and nothing that needs it is read`, () => {
      assert.throws(() => parseNames(broken), { code: 'INVALID_FILE', message: /^apim-names\.json/ });
      assert.throws(() => parseNames(broken), message);
      const files = { 'apim-names.json': broken, [`tags/${orders.short}/tagInformation.json`]: '{}' };
      const { problems, documents, unread } = readArtifacts(bytesOf(files));
      assert.deepEqual(
        [problems.map(({ code }) => code), documents, unread.strangers],
        [['INVALID_FILE'], [], []],
      );
    });
});

const bytesOf = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([path, content]) => [path, new TextEncoder().encode(content)]));
const policy = '<policies />';

describe('A folder with shortened names', () => {
  const files = {
    'apim-names.json': text,
    [`apis/${orders.short}/apiInformation.json`]: '{}',
    [`apis/${orders.short.toUpperCase()};rev=2/apiInformation.json`]: '{}',
    [`apis/${orders.name}/policy.xml`]: policy,
    [`apis/${orders.short}/operations/${pets.short}/policy.xml`]: policy,
  };

  it('is read by whole names, in whatever case they are shortened, and beside whole names', () => {
    const { documents, problems, unread } = readArtifacts(bytesOf(files));
    assert.deepEqual([problems, unread.strangers], [[], []]);
    const named = documents.flatMap(({ id, current }) => (current ? [[id.parent?.name, id.name]] : []));
    assert.deepEqual(named, [
      [orders.name, '1'],
      ['1', 'policy'],
      [pets.name, 'policy'],
    ]);
    assert.ok(documents.some(({ id }) => id.name === '2' && id.parent?.name === orders.name));
  });

  it('holds nothing twice: a short and a whole name of one thing are one', () => {
    const twice = { ...files, [`apis/${orders.short}/policy.xml`]: policy };
    assert.match(String(readArtifacts(bytesOf(twice)).problems), /hold the same thing/);
  });

  it('stops at a name that nobody knows, with one error for all of its files, and reads the others', () => {
    const others = { ...files, 'tags/blue/tagInformation.json': '{}' };
    for (const [own, says] of [
      [{ ...others, 'apim-names.json': renderNames([pets]) }, /^apim-names\.json does not say what /],
      [without(others, 'apim-names.json'), /^apim-names\.json is missing or empty, and should say what /],
    ] as const) {
      const { problems, documents } = readArtifacts(bytesOf(own));
      assert.match(problems[0]?.message ?? '', says);
      assert.match(problems[0]?.message ?? '', /orders-ord%~\w+ stands for, in apis\/.* and 2 more files\.$/);
      assert.match(problems[0]?.remedy ?? '', /write its % as %25/);
      assert.ok(documents.some(({ id }) => id.name === 'blue'));
    }
  });

  it('is left alone where .apimignore names a path as it is, or as it would be with whole names', () => {
    for (const rule of [`apis/${orders.short}/operations/`, `apis/${orders.name}/operations/${pets.name}/`]) {
      const { ignores, documents, problems } = readArtifacts(bytesOf({ ...files, '.apimignore': rule }));
      assert.deepEqual(problems, []);
      assert.ok(!documents.some(({ id }) => id.kind === 'operationPolicy'), rule);
      const long = 'x'.repeat(300);
      const all = readArtifacts(bytesOf({ '.apimignore': `tags/${shortened(long).short}/` })).ignores;
      assert.ok(all(`tags/${long}/tagInformation.json`));
      assert.ok(!ignores(`tags/${long}/tagInformation.json`));
    }
  });

  it('cannot be read while .apimignore names the file of names, and says so', () => {
    const { problems } = readArtifacts(bytesOf({ ...files, '.apimignore': 'apim-names.json' }));
    assert.match(problems[0]?.message ?? '', /^\.apimignore names apim-names\.json, which would say/);
  });
});

function without(files: Readonly<Record<string, string>>, path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).filter(([own]) => own !== path));
}
