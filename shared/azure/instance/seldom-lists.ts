import { counted } from '../../apim/counted.ts';
import type { Document } from '../../apim/documents.ts';
import type { JsonObject } from '../../apim/json.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import { describe, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { type Found, together } from './found.ts';
import type { Reading } from './reading.ts';
import { leastSample, spreadSample } from './sample.ts';

/** A list that has nothing to carry, if nobody has put something there by hand that nobody uses. */
export interface SeldomList {
  readonly kind: KindName;
  readonly parent: ResourceId;
}

/** Whether neither the operations nor the files name something of the kind but what the service makes itself. */
export function isSeldom(
  kind: KindName,
  parent: ResourceId,
  operations: readonly JsonObject[] | undefined,
  { selection }: Reading,
): boolean {
  const { azure, builtIn } = kindOf(kind);
  const isAsked = azure.namedBy === undefined || operations === undefined || operations.length === 0;
  if (isAsked || workspaceOf(parent) !== undefined || selection.files?.hasAnyIn(kind, parent) === true)
    return false;
  const named = JSON.stringify(operations).matchAll(new RegExp(`"${azure.namedBy}":"([^"]*)"`, 'g'));
  return [...named].every(([, name = '']) => name === '' || builtIn?.(name, {}) === true);
}

/**
 * Reads a sample of such lists, and all of them as soon as one has something: schemas of APIs are made by imports, under
 * invented names; others are used by operations, or else have no effect.
 */
export async function readSeldom(
  lists: readonly SeldomList[],
  read: (list: SeldomList) => Promise<Found>,
  { log }: Reading,
): Promise<Found> {
  const sample = new Set(spreadSample(lists, leastSample));
  const found = together(await Promise.all([...sample].map(read)));
  const [first]: readonly (Document | undefined)[] = found.documents;
  if (first === undefined) return found;
  const rest = lists.filter((list) => !sample.has(list));
  if (rest.length > 0)
    log.line(
      `${describe(first.id)} is used by no operation: ${counted(rest.length, 'API')} more to ask for such.`,
    );
  return together([found, ...(await Promise.all(rest.map(read)))]);
}
