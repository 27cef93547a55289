import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '../../scripts/create-package.ts';
import type { ExtensionManifest, TaskManifest } from '../../scripts/manifest-types.ts';
import { stageVariant } from '../../scripts/stage-variant.ts';
import { stage, taskNames } from '../../scripts/tasks.ts';
import { variantOfExtension, variantOfTask } from '../../scripts/variant.ts';
import { type Package, readPackage } from './read-package.ts';

/** All by which an organisation, a pipeline or a person tells an extension and its tasks from others. */
function names(content: Package): Readonly<Record<string, readonly string[]>> {
  const read = (path: string) => JSON.parse(content.get(path)?.toString() ?? '{}') as unknown;
  const { contributions = [] } = read('extension.vsomanifest') as ExtensionManifest;
  const listing = content.get('extension.vsixmanifest')?.toString() ?? '';
  const tasks = taskNames.map((task) => read(`tasks/${task}/${task}V1/task.json`) as TaskManifest);
  return {
    extension: [/<Identity [^>]*\bId="([^"]+)"/.exec(listing)?.[1] ?? ''],
    title: [/<DisplayName>([^<]+)</.exec(listing)?.[1] ?? ''],
    contributions: contributions.map(({ id }) => id),
    ids: tasks.map(({ id }) => id),
    names: tasks.map(({ name }) => name),
    friendlyNames: tasks.map(({ friendlyName }) => friendlyName),
    stepNames: tasks.map(({ instanceNameFormat }) => instanceNameFormat),
  };
}

describe('The development variant', () => {
  let scratch: string;
  let published: Package;
  let variant: Package;

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'apim-variant-'));
    const folder = join(scratch, 'stage');
    stageVariant({ word: 'dev', patch: 7 }, folder);
    published = await readPackage(createPackage(stage, scratch));
    variant = await readPackage(createPackage(folder, scratch));
  });
  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it('shares no id and no name with the published extension', () => {
    const [ours, others] = [names(published), names(variant)];
    for (const [what, values] of Object.entries(ours)) {
      const counterparts = others[what] ?? [];
      assert.ok(values.length > 0 && values.every((value) => value !== ''), what);
      assert.equal(counterparts.length, values.length, what);
      for (const value of counterparts) {
        assert.notEqual(value, '', what);
        assert.ok(!values.map((one) => one.toLowerCase()).includes(value.toLowerCase()), `${what}: ${value}`);
      }
      assert.equal(new Set(counterparts).size, values.length, what);
    }
  });

  it('runs the same bundles', () => {
    for (const [path, bytes] of published)
      if (path.endsWith('.js')) assert.deepEqual(variant.get(path), bytes, path);
  });

  it('has the version that was asked for, so that agents take a new upload', () => {
    for (const task of taskNames) {
      const file = variant.get(`tasks/${task}/${task}V1/task.json`)?.toString() ?? '';
      assert.match(file, /"Patch": 7\b/);
    }
    assert.match(variant.get('extension.vsixmanifest')?.toString() ?? '', / Version="\d+\.\d+\.7"/);
  });

  it('is never listed for everybody', () => {
    const listing = variant.get('extension.vsixmanifest')?.toString() ?? '';
    assert.doesNotMatch(/<GalleryFlags>([^<]*)</.exec(listing)?.[1] ?? '', /Public/);
    assert.equal(variantOfExtension({ public: true }, { word: 'dev' }).public, false);
  });

  it('has the same ids each time it is made, and others for another word', () => {
    const task = JSON.parse(
      published.get('tasks/ApimExtract/ApimExtractV1/task.json')?.toString() ?? '{}',
    ) as TaskManifest;
    const idOf = (word: string) => variantOfTask(task, { word }).id;
    assert.equal(idOf('dev'), idOf('dev'));
    assert.notEqual(idOf('dev'), idOf('test'));
    assert.match(idOf('dev'), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
