import { aligned } from './align.ts';
import { Meanings } from './meaning.ts';
import { type PolicyElement, type PolicyNode, policyTree } from './policy-tree.ts';
import {
  protectingNames,
  protectionAfter,
  type ProtectionChange,
  protectionOf,
  strongest,
} from './protection.ts';
import { attributeChanges, type StatementChange, statementChanges } from './statement-changes.ts';

/** What became of one statement of a policy. */
export interface PolicyDifference {
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  /** For people: "validate-jwt", "set-header X-Tenant", "comment". */
  readonly what: string;
  /** The elements that it is in, from the section on: "inbound", "choose", "when". */
  readonly where: readonly string[];
  /** What is different in it. */
  readonly inside: readonly StatementChange[];
  /** Protecting statements that came or went with it. */
  readonly protecting: readonly string[];
  readonly protection?: ProtectionChange;
}

/** What is told of a policy that cannot be taken apart, or is too deep to be. */
const unreadable: PolicyDifference = {
  change: 'changed',
  what: 'policy',
  where: [],
  inside: [],
  protecting: [],
  protection: 'changed',
};

/** What a policy consists of, in the order in which a request meets it. */
export const policySections = ['inbound', 'backend', 'outbound', 'on-error'] as const;

/** Elements that hold statements: what is in them is told by itself. */
const containers = new Set([
  'policies',
  'fragment',
  ...policySections,
  'choose',
  'when',
  'otherwise',
  'retry',
  'wait',
  'limit-concurrency',
]);
const sections: ReadonlySet<string> = new Set(policySections);
/** Of these nobody needs to be told the name. */
const outermost = new Set(['policies', 'fragment']);
const deepest = 200;

/** Which statements a policy gained, lost, or has otherwise than before, in the order of the document. */
export function policyDifferences(before: string, after: string): readonly PolicyDifference[] {
  const meanings = new Meanings();
  const [old, now] = [policyTree(before, meanings), policyTree(after, meanings)];
  if (old === undefined || now === undefined) return before === after ? [] : [unreadable];
  if (Math.max(old.depth, now.depth) > deepest) return old.meaning === now.meaning ? [] : [unreadable];
  return withMoves(among(old.children, now.children, [])).map(({ told }) => told);
}

interface Found {
  readonly node: PolicyNode;
  readonly told: PolicyDifference;
}

function among(
  before: readonly PolicyNode[],
  after: readonly PolicyNode[],
  where: readonly string[],
): readonly Found[] {
  return aligned(before, after).flatMap((step): readonly Found[] => {
    if (step.kind === 'same') return [];
    if (step.kind === 'changed') return changed(step.before, step.after, where);
    const node = step.kind === 'removed' ? step.before : step.after;
    return comingOrGoing(step.kind, node, where);
  });
}

function comingOrGoing(
  change: 'added' | 'removed',
  node: PolicyNode,
  where: readonly string[],
): readonly Found[] {
  // Of a whole section its statements are told.
  if (node.kind === 'element' && where.length === 0 && (outermost.has(node.name) || sections.has(node.name)))
    return node.children.flatMap((child) => comingOrGoing(change, child, inside(node, where)));
  const protection = protectionOf(change, node);
  const own = node.kind === 'element' ? node.children.flatMap(protectingNames) : [];
  return [{ node, told: difference(change, node, where, { protecting: own, protection }) }];
}

function changed(before: PolicyNode, after: PolicyNode, where: readonly string[]): readonly Found[] {
  if (before.kind !== 'element' || after.kind !== 'element')
    return [{ node: after, told: difference('changed', after, where, {}) }];
  if (!containers.has(after.name)) {
    const changes = statementChanges(before, after);
    const protection = protectionAfter(before, changes);
    return [{ node: after, told: difference('changed', after, where, { inside: changes, protection }) }];
  }
  const own = attributeChanges(before, after);
  const below = among(before.children, after.children, inside(after, where));
  if (own.length === 0) return below;
  const protecting = protectingNames(after);
  // Whether a condition holds more often than before only the gateway knows.
  const protection = strongest([
    protectionAfter(before, own),
    protecting.length > 0 && protectionAfter(before, []) === undefined && after.name === 'when'
      ? 'changed'
      : undefined,
  ]);
  return [{ node: after, told: difference('changed', after, where, { inside: own, protection }) }, ...below];
}

/** What was taken away here and put in there is told once. */
function withMoves(found: readonly Found[]): readonly Found[] {
  const gone = found.filter(({ told }) => told.change === 'removed');
  const used = new Set<Found>();
  const moved = found.map((one): Found => {
    if (one.told.change !== 'added') return one;
    const from = gone.find((other) => !used.has(other) && other.node.meaning === one.node.meaning);
    if (from === undefined) return one;
    used.add(from);
    const { protection: _, ...told } = one.told;
    const protects = protectingNames(one.node).length > 0;
    return {
      node: one.node,
      told: { ...told, change: 'moved', ...(protects ? { protection: 'changed' as const } : {}) },
    };
  });
  return moved.filter((one) => !used.has(one));
}

function difference(
  change: PolicyDifference['change'],
  node: PolicyNode,
  where: readonly string[],
  more: {
    readonly inside?: readonly StatementChange[];
    readonly protecting?: readonly string[];
    readonly protection?: ProtectionChange | undefined;
  },
): PolicyDifference {
  const { inside: changes = [], protecting = [], protection } = more;
  return {
    change,
    what: titleOf(node),
    where,
    inside: changes,
    protecting,
    ...(protection === undefined ? {} : { protection }),
  };
}

function inside({ name }: PolicyElement, where: readonly string[]): readonly string[] {
  return outermost.has(name) ? where : [...where, name];
}

/** The name of an element, and what it is called if that is a plain word. */
function titleOf(node: PolicyNode): string {
  if (node.kind !== 'element') return node.kind === 'cdata' ? 'text' : node.kind;
  const own = node.attributes.find(({ name }) => ['name', 'fragment-id', 'backend-id'].includes(name));
  return own !== undefined && /^[\w.-]{1,60}$/.test(own.value) ? `${node.name} ${own.value}` : node.name;
}
