import { aligned } from './align.ts';
import { meantBy } from './meaning.ts';
import type { PolicyElement, PolicyNode } from './policy-tree.ts';

/** One thing that became different inside a statement, such as `rate-limit`. */
export type StatementChange =
  | {
      readonly of: 'attribute';
      /** The elements on the way from the statement, without it. */
      readonly path: readonly string[];
      readonly name: string;
      /** Absent: it was added. */
      readonly before?: string;
      /** Absent: it was taken away. */
      readonly after?: string;
    }
  | { readonly of: 'element'; readonly path: readonly string[]; readonly change: 'added' | 'removed' }
  /** A text, CDATA or comment. */
  | { readonly of: 'content'; readonly path: readonly string[]; readonly kind: PolicyNode['kind'] };

/** What became of a statement, attribute by attribute and element by element. */
export function statementChanges(
  before: PolicyElement,
  after: PolicyElement,
  path: readonly string[] = [],
): readonly StatementChange[] {
  const inside = aligned(before.children, after.children).flatMap((step): readonly StatementChange[] => {
    if (step.kind === 'same') return [];
    const node = step.kind === 'removed' ? step.before : step.after;
    if (node.kind !== 'element') return [{ of: 'content', path, kind: node.kind }];
    const below = [...path, node.name];
    if (step.kind !== 'changed') return [{ of: 'element', path: below, change: step.kind }];
    return step.before.kind === 'element' ? statementChanges(step.before, node, below) : [];
  });
  return [...attributeChanges(before, after, path), ...inside];
}

/** What became of the attributes of one element. */
export function attributeChanges(
  before: PolicyElement,
  after: PolicyElement,
  path: readonly string[] = [],
): readonly StatementChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): readonly StatementChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === is) return [];
    return [
      {
        of: 'attribute',
        path,
        name,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

function valuesOf({ attributes }: PolicyElement): ReadonlyMap<string, string> {
  return new Map(attributes.map(({ name, value }) => [name, meantBy(value, 'rawxml')]));
}
