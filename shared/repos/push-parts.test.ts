import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blobId } from './blob-id.ts';
import { pushParts } from './push-parts.ts';
import { stepsBetween, wantedTree, type Step } from './wanted-tree.ts';

const tree = fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'c/e'), fc.constantFrom('1', '2', '3'));
const asMap = (files: Record<string, string>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, blobId(Buffer.from(text))]));

describe('stepsBetween', () => {
  it('leads from any tree to any other, and nowhere from a tree to itself', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const [actual, wanted] = [asMap(before), asMap(after)];
        const result = new Map(actual);
        for (const step of stepsBetween(actual, wanted)) {
          assert.equal(result.has(step.path), step.kind !== 'add');
          if (step.kind === 'delete') result.delete(step.path);
          else result.set(step.path, step.blob);
        }
        assert.deepEqual(new Map([...result].sort()), new Map([...wanted].sort()));
        assert.deepEqual(stepsBetween(wanted, wanted), []);
      }),
    );
  });
});

describe('wantedTree', () => {
  it('is the target with the changes, below the folder', () => {
    const content = Buffer.from('{}');
    const { blobs } = wantedTree(new Map([['old', 'x']]), 'apim', [
      { kind: 'delete', path: 'apim/old' },
      { kind: 'add', path: 'apim/new', content },
    ]);
    assert.deepEqual([...blobs], [['new', '9e26dfeeb6e641a33dae4961196235bdb965b21b']]);
    assert.throws(() => wantedTree(new Map(), 'apim', [{ kind: 'delete', path: 'apim2/x' }]), /outside/);
  });
});

describe('pushParts', () => {
  it('keeps order and stays below the limit, also as the JSON that is sent', () => {
    const limit = 20_000;
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10_000 }), { maxLength: 30 }), (sizes) => {
        const contents = new Map(sizes.map((size, at) => [String(at), new Uint8Array(size)]));
        const steps = sizes.map((_, at): Step => ({ kind: 'add', path: `ä "${at}"`, blob: String(at) }));
        const parts = pushParts(steps, 'apim', contents, limit);
        assert.deepEqual(
          parts.flat().map(({ item }) => item?.path),
          steps.map(({ path }) => `/apim/${path}`),
        );
        for (const part of parts)
          assert.ok(JSON.stringify({ c: [{ changes: part }] }, null, 2).length <= limit);
      }),
      { numRuns: 50 },
    );
  });
});
