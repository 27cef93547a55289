import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify, parse } from 'yaml';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { assertGreen, seen } from '../services/world-expectations.ts';
import { type Files, textsOf } from '../services/world-files.ts';

type Rewording = (text: string) => string;

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

/** How people and editors write what the task wrote otherwise: the meaning stays. */
const rewordings: readonly (readonly [words: string, file: string, reword: Rewording])[] = [
  [
    'JSON on one line without a last line end',
    'apis/uspto/apiInformation.json',
    (text) => JSON.stringify(JSON.parse(text)),
  ],
  [
    'JSON with tabs, other order and CRLF',
    'products/pets/productInformation.json',
    (text) => JSON.stringify(reversed(JSON.parse(text)), null, '\t').replaceAll('\n', '\r\n'),
  ],
  ['JSON with a byte order mark', 'backends/shop/backendInformation.json', (text) => `\uFEFF${text}`],
  [
    'YAML with other order',
    'apis/petstore/specification.yaml',
    (text) => stringify(reversed(parse(text)), { indent: 4, lineWidth: 60 }),
  ],
  ['a policy with CRLF', 'policy.xml', (text) => text.replaceAll('\n', '\r\n')],
  ['a policy with other indentation', 'apis/petstore/policy.xml', (text) => text.replaceAll(/^\s+/gm, '')],
  ['a policy with white space at the end', 'products/pets/policy.xml', (text) => `${text}\n\n`],
];

describe('Files that say the same in other words', () => {
  const world = bundledWorldForTests();
  let extracted: Files;

  const filesOfMain = async () => textsOf(await world.repository.files('main'), 'apim-artifacts');
  /** As the pull request would leave them; as they are when there is none. */
  const filesProposed = async () => {
    const active = world.repository.pullRequests.find(({ status }) => status === 'active');
    const branch = active?.sourceRefName.replace('refs/heads/', '') ?? 'main';
    return textsOf(await world.repository.files(branch), 'apim-artifacts');
  };
  const commit = (files: Files) =>
    world.repository.commit(
      'main',
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`apim-artifacts/${path}`, text])),
      'Write it our way',
    );

  before(async () => {
    assertGreen(await world.extract());
    await world.repository.complete(world.repository.pullRequests[0]?.pullRequestId ?? 0);
    extracted = await filesOfMain();
  });

  describe('stay byte for byte', () => {
    const reworded = new Map<string, string>();
    let run: TaskRun;
    let after: Files;
    before(async () => {
      for (const [, file, reword] of rewordings) reworded.set(file, reword(extracted[file] ?? ''));
      await commit(Object.fromEntries(reworded));
      run = await world.extract();
      after = await filesProposed();
    });

    for (const [words, file] of rewordings)
      it(words, () => {
        assert.notEqual(reworded.get(file), extracted[file], 'The test changed the file.');
        assert.equal(after[file], reworded.get(file), seen(run));
      });

    it('so that nothing is to be changed', () => {
      assertGreen(run);
      assert.equal(run.outputs['hasChanges'], 'false', seen(run));
    });
  });

  describe('keep', () => {
    it('the words of their author around a property that did change', async () => {
      const file = 'products/pets/productInformation.json';
      const mine = (await filesOfMain())[file] ?? '';
      await world.dev.put('products/pets', {
        properties: { displayName: 'Pets', description: 'Something new', state: 'published' },
      });
      const run = await world.extract();
      assertGreen(run);
      assert.equal(run.outputs['changedCount'], '1', seen(run));
      assert.equal((await filesProposed())[file], mine.replace('All about pets', 'Something new'), seen(run));
    });

    it('nothing where that cannot say what is live, and say so in the log, the report and the pull request', async () => {
      const file = 'apis/petstore/specification.yaml';
      const document = parse((await filesOfMain())[file] ?? '') as {
        paths: Record<string, { parameters?: unknown }>;
      };
      const path = Object.keys(document.paths)[0] ?? '';
      // A parameter of the path is one of each of its operations: it cannot go from one of them.
      Object.assign(document.paths[path] ?? {}, {
        parameters: [{ name: 'trace', in: 'query', schema: { type: 'string' } }],
      });
      await commit({ [file]: `# Ours\n${stringify(document)}` });
      const run = await world.extract({ reportFolder: 'report' });
      assertGreen(run);
      const told = new RegExp(
        `${file} is rewritten whole: operation \\w+ ${path} cannot be changed by itself`,
      );
      const [pullRequest] = world.repository.pullRequests.filter(({ status }) => status === 'active');
      const report = await readFile(join(world.folder, 'report', 'ApimExtract.json'), 'utf8');
      assert.match((JSON.parse(report) as { notes: string[] }).notes.join('\n'), told);
      assert.match(run.log.join('\n'), told);
      for (const markdown of [run.summary ?? '', pullRequest?.description ?? ''])
        assert.match(markdown.replaceAll('\\', ''), told);
      assert.doesNotMatch((await filesProposed())[file] ?? '', /^# Ours|trace/m);
    });

    it('what the task does not know', async () => {
      await commit({ 'notes/why.md': 'Ours.\n', 'apis/petstore/README.md': 'About pets.\n' });
      const run = await world.extract();
      assertGreen(run);
      assert.equal(run.outputs['removedCount'], '0', seen(run));
    });
  });
});
