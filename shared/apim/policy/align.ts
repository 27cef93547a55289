import { diffArrays } from 'diff';
import type { PolicyNode } from './policy-tree.ts';

/** What became of one node among its neighbours, in the order of the new ones. */
export type Aligned =
  | { readonly kind: 'same' | 'changed'; readonly before: PolicyNode; readonly after: PolicyNode }
  | { readonly kind: 'removed'; readonly before: PolicyNode }
  | { readonly kind: 'added'; readonly after: PolicyNode };

/** Beyond this many differences between neighbours nobody reads them one by one, and looking for them takes long. */
const patience = 500;

/** Attributes by which people tell elements of one name apart. */
const names = ['name', 'id', 'fragment-id', 'backend-id', 'condition', 'counter-key'];

type Label = (node: PolicyNode) => string | number;

const meaning: Label = ({ meaning: number }) => number;
const kind: Label = (node) => (node.kind === 'element' ? `<${node.name}` : node.kind);
const label: Label = (node) => {
  if (node.kind !== 'element') return node.kind;
  const own = node.attributes.find(({ name }) => names.includes(name));
  return `<${node.name} ${own === undefined ? '' : `${own.name}=${own.value}`}`;
};

/**
 * Which node became which: first what means the same, then elements of one name that are called the same
 * (`set-header name="a"`), then elements of one name.
 */
export function aligned(before: readonly PolicyNode[], after: readonly PolicyNode[]): readonly Aligned[] {
  return by([meaning, label, kind], before, after);
}

function by(
  labels: readonly Label[],
  before: readonly PolicyNode[],
  after: readonly PolicyNode[],
): readonly Aligned[] {
  const [first, ...rest] = labels;
  if (first === undefined || before.length === 0 || after.length === 0) {
    return [
      ...before.map((node) => ({ kind: 'removed', before: node }) as const),
      ...after.map((node) => ({ kind: 'added', after: node }) as const),
    ];
  }
  const chunks = diffArrays(before.map(first), after.map(first), { maxEditLength: patience });
  if (chunks === undefined) return by(rest, before, after);
  const result: Aligned[] = [];
  let [here, there] = [0, 0];
  let [gone, come] = [0, 0];
  const close = () => {
    result.push(...by(rest, before.slice(here - gone, here), after.slice(there - come, there)));
    [gone, come] = [0, 0];
  };
  for (const { added, removed, count } of chunks) {
    if (removed) [here, gone] = [here + count, gone + count];
    else if (added) [there, come] = [there + count, come + count];
    else {
      close();
      result.push(...pairs(before.slice(here, here + count), after.slice(there, there + count)));
      [here, there] = [here + count, there + count];
    }
  }
  close();
  return result;
}

function pairs(before: readonly PolicyNode[], after: readonly PolicyNode[]): readonly Aligned[] {
  return before.flatMap((node, index) => {
    const other = after[index];
    if (other === undefined) return [];
    const same = node.meaning === other.meaning;
    return [{ kind: same ? ('same' as const) : ('changed' as const), before: node, after: other }];
  });
}
