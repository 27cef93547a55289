import type { Change } from '../apim/change.ts';
import { propertyDifferences } from '../apim/differences.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, rootOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { policiesByRoot } from './protected-first.ts';
import type { Step } from './steps.ts';

/**
 * The steps, with two for each thing that is new, open to callers by itself, and has policies in this run: it is made
 * closed, since nothing can have a policy before it is there, and opened when its policies are as the files want them. Of
 * an API with more revisions all have to say the same, so that one is made as it is.
 */
export function bornClosed(steps: ReadonlyMap<string, Step>): ReadonlyMap<string, Step> {
  const policies = policiesByRoot(steps);
  const all = new Map(steps);
  for (const [key, step] of steps) {
    const open = step.changes.find(isBornOpen)?.resource;
    const own = policies.get(keyOf(rootOf(step.id))) ?? [];
    if (open === undefined || own.length === 0 || (step.siblings?.size ?? 0) > 0) continue;
    const { closedWith } = kindOf(open.id.kind);
    const closed = { ...open, properties: { ...open.properties, ...closedWith } };
    const { document } = step;
    all.set(key, {
      ...step,
      document: { ...document, properties: { ...document.properties, ...closedWith } },
      changes: step.changes.map((one) =>
        one.resource === open ? { kind: 'create', resource: closed } : one,
      ),
    });
    all.set(keyOf(open.id), opening(key, step, { open, closed, after: own.map(([policy]) => policy) }));
  }
  return all;
}

function opening(
  key: string,
  { id, document, locks }: Step,
  { open, closed, after }: { open: Resource; closed: Resource; after: readonly string[] },
): Step {
  const { specification: _, ...content } = document;
  const differences = propertyDifferences(open.id.kind, open.properties, closed.properties);
  const changes = [{ kind: 'update', resource: open, live: closed, differences } as const];
  return { id, document: content, changes, after: new Set([key, ...after]), locks, opens: key };
}

function isBornOpen({ kind, resource: { id, properties } }: Change): boolean {
  const { opensWith = {}, closedWith } = kindOf(id.kind);
  const isSaid = ([name, value]: readonly [string, unknown]) => properties[name] === value;
  return kind === 'create' && closedWith !== undefined && Object.entries(opensWith).some(isSaid);
}
