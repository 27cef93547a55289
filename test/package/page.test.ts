import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createPackage } from '../../scripts/create-package.ts';
import type { ExtensionManifest, TaskManifest } from '../../scripts/manifest-types.ts';
import extension from '../../vss-extension.json' with { type: 'json' };
import { stage, taskNames } from '../../scripts/tasks.ts';
import { type Package, readPackage } from './read-package.ts';

interface Pipeline {
  readonly steps?: readonly { readonly task?: string; readonly inputs?: Readonly<Record<string, string>> }[];
}

const manifest: ExtensionManifest = extension;

/** Width and height as a PNG tells them; throws when it is none. */
function sizeOf(png: Buffer | undefined): string {
  assert.ok(png?.subarray(1, 4).toString() === 'PNG');
  return `${png.readUInt32BE(16)} x ${png.readUInt32BE(20)}`;
}

describe('The page of the Marketplace', () => {
  let scratch: string;
  let content: Package;
  let page: string;

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'apim-page-'));
    content = await readPackage(createPackage(stage, scratch));
    page = content.get('overview.md')?.toString() ?? '';
  });
  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it('has icons of the sizes that are wanted', () => {
    assert.equal(sizeOf(content.get('images/icon.png')), '128 x 128');
    for (const task of taskNames)
      assert.equal(sizeOf(content.get(`tasks/${task}/${task}V1/icon.png`)), '32 x 32', task);
  });

  it('has three screenshots of the size that is advised, each below 200 KiB', () => {
    assert.equal(manifest.screenshots?.length, 3);
    for (const { path } of manifest.screenshots) {
      assert.equal(sizeOf(content.get(path)), '1366 x 768', path);
      assert.ok((content.get(path)?.length ?? Infinity) < 200 * 1024, path);
    }
  });

  it('shows pictures that are in the package, with words for those who do not see them', () => {
    const pictures = [...page.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
    assert.ok(pictures.length >= 2);
    for (const [, words = '', path = ''] of pictures) {
      assert.ok(content.has(path), path);
      assert.ok(words.length > 20, path);
    }
  });

  it('is short, and names both tasks, what they need and who made them not', () => {
    assert.ok(page.split(/\s+/).length < 700);
    for (const words of [
      'ApimExtract@1',
      'ApimPublish@1',
      'Contribute to pull requests',
      'not made by Microsoft',
    ])
      assert.ok(page.includes(words), words);
  });

  it('gives steps to paste whose tasks know every input', () => {
    const blocks = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => parse(text) as Pipeline);
    const steps = blocks.flatMap(({ steps = [] }) => steps.filter(({ task }) => task !== undefined));
    assert.ok(steps.length >= taskNames.length);
    for (const { task = '', inputs = {} } of steps) {
      const [name = ''] = task.split('@');
      const { inputs: known } = JSON.parse(
        content.get(`tasks/${name}/${name}V1/task.json`)?.toString() ?? '{}',
      ) as TaskManifest;
      const names = known.map((input) => input.name);
      const required = known.filter((input) => input.required === true).map((input) => input.name);
      assert.deepEqual(
        [...required, ...Object.keys(inputs)].filter((one) => !names.includes(one)),
        [],
      );
      for (const one of required) assert.ok(one in inputs, `${task} needs ${one}`);
    }
  });

  it('says what a first run and a delete do, and names only values that inputs may have', () => {
    const inputs = taskNames.flatMap(
      (task) =>
        (JSON.parse(content.get(`tasks/${task}/${task}V1/task.json`)?.toString() ?? '{}') as TaskManifest)
          .inputs,
    );
    for (const name of ['firstRun', 'deleteMode', 'maxDeletes']) assert.ok(page.includes(name), name);
    for (const [, name = '', value = ''] of page.matchAll(/`(\w+): ([^`]+)`/g)) {
      const input = inputs.find((one) => one.name === name);
      assert.ok(input, name);
      if (input.options !== undefined) assert.ok(value in input.options, `${name}: ${value}`);
    }
  });

  it('links to nothing that is not there', () => {
    for (const [, target = ''] of page.matchAll(/[^!]\[[^\]]*\]\(([^)]+)\)/g))
      assert.match(target, /^https:\/\//);
  });
});
