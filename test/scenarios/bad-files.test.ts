import assert from 'node:assert/strict';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { editFile, writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

interface Broken {
  readonly words: string;
  /** Below the artifacts folder; the issue must carry it. */
  readonly file: string;
  /** What becomes of its text, empty where there is none yet. */
  readonly change: (text: string) => string | Buffer;
  readonly code: string;
  readonly says?: readonly RegExp[];
  /** 1-based; undefined where the whole file is meant. */
  readonly line?: number;
}

/** Each in a file of its own: one run tells them all. */
const unreadable: readonly Broken[] = [
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
    file: 'products/pets/productInformation.json',
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
    file: 'apis/trains/specification.yaml',
    change: () => 'swagger: "1.2"\ninfo: {title: A, version: "1"}\npaths: {}\n',
    code: 'UNSUPPORTED_SPECIFICATION',
    says: [/swagger: "1\.2"/],
  },
  {
    words: 'an API without its information file',
    file: 'apis/stations/specification.yaml',
    change: () => 'openapi: 3.0.1\ninfo: {title: A, version: "1"}\npaths: {}\n',
    code: 'INVALID_FILE',
    says: [/information file is missing/],
  },
  {
    words: 'bytes that are no text',
    file: 'policy.xml',
    change: () => Buffer.from([0xff, 0xfe, 0x00, 0x41]),
    code: 'INVALID_FILE',
  },
];

/** What refers to nothing is looked for once all files can be read. */
const dangling: readonly Broken[] = [
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
  const world = bundledWorldForTests({ switches: quick });
  before(async () => {
    assertGreen(await world.extract(intoFolder));
  });
  const copyFiles = async () => {
    await rm(join(world.folder, 'broken'), { recursive: true, force: true });
    await cp(join(world.folder, 'files'), join(world.folder, 'broken'), { recursive: true });
    world.requests();
  };

  for (const [together, all] of [
    ['what cannot be read:', unreadable],
    ['what refers to nothing:', dangling],
  ] as const)
    describe(together, () => {
      let run: TaskRun;
      let requests: readonly string[];
      before(async () => {
        await copyFiles();
        for (const { file, change } of all) {
          const path = join(world.folder, 'broken', file);
          const text = await readFile(path, 'utf8').catch(() => '');
          assert.notEqual(change(text), text);
          await writeFileAt(path, change(text));
        }
        run = await world.publish({ artifactsFolder: 'broken' });
        requests = world.requests();
      });

      for (const { words, file, code, says = [], line } of all)
        it(words, () => {
          assertRed(run, code, ...says);
          const [issue, ...more] = run.issues.filter((one) => one.file === file);
          assert.deepEqual([issue?.code, more], [code, []], seen(run));
          for (const one of says) assert.match(issue?.message ?? '', one);
          if (line !== undefined) assert.equal(issue?.line, line, seen(run));
        });

      it('all of that at once, and nothing else', () => {
        const files = (rows: readonly { readonly file: string | undefined }[]) =>
          rows.map(({ file }) => file).sort();
        assert.deepEqual(files(run.issues), files(all), seen(run));
        // References are looked up in the instance; all else needs nobody.
        const unwanted = all === dangling ? /^(?:PUT|PATCH|DELETE)/ : /./;
        const found = requests.filter((one) => unwanted.test(one));
        assert.deepEqual(found, []);
      });
    });

  describe('beside others:', () => {
    beforeEach(copyFiles);

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
});
