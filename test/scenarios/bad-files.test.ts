import assert from 'node:assert/strict';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { intoFolder, startWorld, type World } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { editFile, writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

interface Broken {
  readonly words: string;
  /** Below the artifacts folder; the issue must carry it. */
  readonly file: string;
  /** Undefined: the file goes away. */
  readonly change?: (text: string) => string;
  readonly code: string;
  readonly says?: readonly RegExp[];
  /** 1-based; undefined where the whole file is meant. */
  readonly line?: number;
}

const broken: readonly Broken[] = [
  {
    words: 'JSON with a comma too many',
    file: 'backends/shop/backendInformation.json',
    change: () => '{\n  "properties": {\n    "url": "https://a.example.com",\n  }\n}\n',
    code: 'INVALID_FILE',
    says: [/\(4:\d+\) is not valid JSON/],
    line: 4,
  },
  {
    words: 'JSON that ends too early',
    file: 'tags/public/tagInformation.json',
    change: () => '{\n  "properties": {\n',
    code: 'INVALID_FILE',
    says: [/not valid JSON/],
    line: 3,
  },
  {
    words: 'JSON that is a list',
    file: 'tags/public/tagInformation.json',
    change: () => '[]',
    code: 'INVALID_FILE',
    says: [/not an object/],
  },
  {
    words: 'a policy whose tags do not fit together',
    file: 'apis/petstore/policy.xml',
    change: () => '<policies>\n  <inbound>\n    <base />\n  </outbound>\n</policies>\n',
    code: 'INVALID_FILE',
    says: [/\(4:3\)/, /<\/outbound> closes nothing: <inbound> is still open/],
    line: 4,
  },
  {
    words: 'a specification that is no YAML',
    file: 'apis/uspto/specification.yaml',
    change: () => 'openapi: 3.0.1\ninfo:\n  title: "A\n paths: [\n',
    code: 'INVALID_FILE',
    says: [/\(\d+:\d+\) cannot be read/],
  },
  {
    words: 'a specification of a dialect that Azure does not take',
    file: 'apis/uspto/specification.yaml',
    change: () => 'swagger: "1.2"\ninfo: {title: A, version: "1"}\npaths: {}\n',
    code: 'UNSUPPORTED_SPECIFICATION',
    says: [/swagger: "1\.2"/],
  },
  {
    words: 'an API without its information file',
    file: 'apis/uspto/apiInformation.json',
    code: 'INVALID_FILE',
    says: [/information file is missing/],
  },
  {
    words: 'bytes that are no text',
    file: 'policy.xml',
    change: () => '\u0000',
    code: 'INVALID_FILE',
  },
  {
    words: 'a policy of an operation that no specification has',
    file: 'apis/trains/operations/get-station/policy.xml',
    change: () => '<policies><inbound><base /></inbound></policies>',
    code: 'MISSING_REFERENCE',
    says: [/get-station/],
  },
  {
    words: 'a policy that names a backend that is nowhere',
    file: 'apis/petstore/policy.xml',
    change: (text) => text.replace('backend-id="shop"', 'backend-id="shopp"'),
    code: 'MISSING_REFERENCE',
    says: [/backend shopp/],
  },
  {
    words: 'a policy that names a named value that is nowhere',
    file: 'apis/petstore/operations/getPetById/policy.xml',
    change: (text) => text.replace('{{shop-host}}', '{{shop-hosts}}'),
    code: 'MISSING_REFERENCE',
    says: [/named value shop-hosts/],
  },
];

describe('A broken file stops publishing before the first write, by file and line:', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ switches: quick });
    assertGreen(await world.extract(intoFolder));
  });
  after(() => world.stop());
  beforeEach(async () => {
    await rm(join(world.folder, 'broken'), { recursive: true, force: true });
    await cp(join(world.folder, 'files'), join(world.folder, 'broken'), { recursive: true });
    world.requests();
  });

  for (const { words, file, change, code, says = [], line } of broken)
    it(words, async () => {
      const path = join(world.folder, 'broken', file);
      if (change === undefined) await rm(path);
      else if (file.includes('get-station/')) await writeFileAt(path, change(''));
      else if (change('') === '\u0000') await writeFileAt(path, Buffer.from([0xff, 0xfe, 0x00, 0x41]));
      else await editFile(path, change);
      const run = await world.publish({ artifactsFolder: 'broken' });
      assertRed(run, code, ...says);
      const [issue] = run.issues;
      assert.ok(
        issue?.file?.startsWith(change === undefined ? 'apis/uspto/' : file),
        `${issue?.file ?? ''}\n${seen(run)}`,
      );
      if (line !== undefined) assert.equal(issue?.line, line, seen(run));
      // References are looked up in the instance; all else needs nobody.
      const requests = world.requests();
      if (code === 'MISSING_REFERENCE')
        assert.deepEqual(
          requests.filter((one) => /^(PUT|PATCH|DELETE)/.test(one)),
          [],
        );
      else assert.deepEqual(requests, [], seen(run));
    });

  it('all of them at once', async () => {
    await editFile(join(world.folder, 'broken/policy.xml'), () => '<policies>');
    await editFile(join(world.folder, 'broken/tags/public/tagInformation.json'), () => '{');
    await editFile(join(world.folder, 'broken/apis/uspto/specification.yaml'), () => 'a: 1\n');
    const run = await world.publish({ artifactsFolder: 'broken' });
    assert.deepEqual(
      run.issues.map(({ file }) => file).sort(),
      ['apis/uspto/specification.yaml', 'policy.xml', 'tags/public/tagInformation.json'],
      seen(run),
    );
    assert.deepEqual(world.requests(), []);
  });

  it('and is not merged into by an extraction either', async () => {
    await editFile(join(world.folder, 'broken/tags/public/tagInformation.json'), () => '{');
    const run = await world.extract({ createPullRequest: 'false', artifactsFolder: 'broken' });
    assertRed(run, 'INVALID_FILE', /tags\/public\/tagInformation\.json/);
  });

  it('also when only its name is wrong, unless .apimignore says that it is not meant', async () => {
    await writeFileAt(join(world.folder, 'broken/apis/petstore/polcy.xml'), '<policies />');
    const run = await world.publish({ artifactsFolder: 'broken', action: 'plan' });
    assertRed(run, 'NEAR_MISS', /Did you mean apis\/petstore\/policy\.xml/);
    assert.deepEqual(world.requests(), []);
    await writeFileAt(join(world.folder, 'broken/.apimignore'), 'polcy.*\n');
    assertGreen(await world.publish({ artifactsFolder: 'broken', action: 'plan' }));
  });

  it('while files that nobody knows are named and do no harm', async () => {
    await writeFileAt(join(world.folder, 'broken/apis/petstore/why.md'), 'Ours.');
    const run = await world.publish({ artifactsFolder: 'broken', action: 'plan' });
    assertGreen(run);
    const warnings = run.issues.filter(({ type }) => type === 'warning').map(({ message }) => message);
    assert.match(
      warnings.join('\n'),
      /1 file is of no known layout, left alone: apis\/petstore\/why\.md/,
      seen(run),
    );
  });
});

describe('Broken overrides stop publishing before any request:', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ switches: quick });
    assertGreen(await world.extract(intoFolder));
  });
  after(() => world.stop());

  for (const [words, text, code, line, ...says] of [
    ['broken YAML', 'apis:\n  - name: uspto\n   properties: 1\n', 'INVALID_FILE', 3, /cannot be read/],
    [
      'a name that no file has',
      'backends:\n  - name: shp\n    properties: {url: "https://a"}\n',
      'UNMATCHED_OVERRIDE',
      2,
      /backend shp/,
      /Did you mean shop\?/,
    ],
    [
      'a section that there is not',
      'apis: []\nbackend: []\n',
      'UNMATCHED_OVERRIDE',
      2,
      /"backend"/,
      /Did you mean backends\?/,
    ],
    [
      'a token {#[...]#}',
      'namedValues:\n  - name: partner-key\n    properties:\n      value: "{#[PARTNER_KEY]#}"\n',
      'UNRESOLVED_TOKEN',
      4,
      /PARTNER_KEY/,
      /namedValues.*value/,
    ],
    [
      'a token #{...}#',
      'backends:\n  - name: shop\n    properties:\n      url: https://#{HOST}#/pets\n',
      'UNRESOLVED_TOKEN',
      4,
      /#\{HOST\}#/,
    ],
    [
      'a variable that nobody set',
      'namedValues:\n  - name: partner-key\n    properties:\n      value: $(partnerKey)\n',
      'UNRESOLVED_TOKEN',
      4,
      /\$\(partnerKey\)/,
    ],
    [
      'the same thing twice',
      'tags:\n  - name: public\n    properties: {displayName: A}\n  - name: Public\n    properties: {displayName: B}\n',
      'UNMATCHED_OVERRIDE',
      4,
      /twice/,
    ],
    ['a list in place of sections', '- name: shop\n', 'INVALID_FILE', 1, /mapping/],
  ] as const)
    it(words, async () => {
      await writeFileAt(join(world.folder, 'prod.yaml'), text);
      world.requests();
      const run = await world.publish({ artifactsFolder: 'files', overridesFile: 'prod.yaml' });
      assertRed(run, code, ...says);
      assert.equal(run.issues[0]?.file, 'prod.yaml', seen(run));
      assert.equal(run.issues[0].line, line, seen(run));
      assert.deepEqual(world.requests(), []);
    });
});
