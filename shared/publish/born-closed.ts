import { type Change, isWrite } from '../apim/change.ts';
import { propertyDifferences } from '../apim/differences.ts';
import { grouped } from '../apim/grouped.ts';
import type { JsonObject } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, rootOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { Step } from './steps.ts';

/**
 * The steps, with two for each thing that is new, open to callers by itself, and has policies in this run: it is made
 * closed, since nothing can have a policy before it is there, and opened when its policies are as the files want them. Of
 * an API with more revisions all have to say the same, so that one is made as it is.
 */
export function bornClosed(steps: ReadonlyMap<string, Step>): ReadonlyMap<string, Step> {
  const policies = grouped(
    [...steps].filter(([, { id }]) => kindOf(id.kind).azure.policy === true),
    ([, { id }]) => keyOf(rootOf(id)),
  );
  const all = new Map(steps);
  for (const [key, step] of steps) {
    const own = policies.get(keyOf(rootOf(step.id))) ?? [];
    const open = step.changes.find(isBornOpen)?.resource;
    const opening = open === undefined ? '' : keyOf(open.id);
    if (open === undefined || own.length === 0 || (step.siblings?.size ?? 0) > 0 || all.has(opening))
      continue;
    const closed = { ...open, properties: closedProperties(open) };
    const isOpen = ({ resource }: Change) => resource === open;
    const { specification: _, ...document } = step.document;
    all.set(key, {
      ...step,
      document: { ...step.document, properties: { ...step.document.properties, ...closedWith(open) } },
      changes: step.changes.map((one) => (isOpen(one) ? { kind: 'create', resource: closed } : one)),
    });
    all.set(opening, {
      ...{ id: step.id, document, locks: step.locks },
      changes: [
        {
          kind: 'update',
          resource: open,
          live: closed,
          differences: propertyDifferences(open.id.kind, open.properties, closed.properties),
        },
      ],
      after: new Set([key, ...own.map(([policy]) => policy)]),
      opens: true,
    });
  }
  return all;
}

function isBornOpen(change: Change): boolean {
  if (!isWrite(change) || change.kind !== 'create') return false;
  const { id, properties } = change.resource;
  const { opensWith = {} } = kindOf(id.kind);
  const isOpening = ([name, value]: readonly [string, unknown]) => properties[name] === value;
  return closedWith(change.resource) !== undefined && Object.entries(opensWith).some(isOpening);
}

function closedProperties(resource: Resource): JsonObject {
  return { ...resource.properties, ...closedWith(resource) };
}

function closedWith({ id }: Resource): JsonObject | undefined {
  return kindOf(id.kind).closedWith;
}
