import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import { linkOf } from '../../apim/links.ts';
import { type CurrentRevision, segmentsOf } from '../../apim/names.ts';
import { describe, pathOf, resourceId, type ResourceId } from '../../apim/resource-id.ts';
import { TaskError } from '../../errors/task-error.ts';
import { armPath, isSegment } from '../arm/arm-path.ts';

/**
 * The path of a resource below its instance: "/workspaces/sales/apis/orders/operations/getOrder/policies/policy". A
 * link in a workspace has no path that its id would tell: see link-places.ts. Throws UNEXPECTED_ANSWER for a name that
 * would lead elsewhere: no file can have given it.
 */
export function pathInInstance(id: ResourceId, current: CurrentRevision): string {
  if (linkOf(id) !== undefined) throw new Error(`This is a bug in the extension: ${id.kind} is a link here.`);
  for (const step of pathOf(id)) usable(step);
  return armPath(...segmentsOf(id, current));
}

/** The last segment of something that a list names. Throws UNEXPECTED_ANSWER as `pathInInstance` does. */
export function segmentIn(list: { kind: KindName; parent: ResourceId }, name: string): string {
  usable(resourceId(list.kind, name, list.parent));
  return armPath(name);
}

function usable(id: ResourceId): void {
  if (isSegment(id.name)) return;
  const { words } = kindOf(id.kind);
  const where = id.parent === undefined ? '' : ` in ${describe(id.parent)}`;
  throw new TaskError('UNEXPECTED_ANSWER', {
    message: `An answer of Azure has the ${words} ${JSON.stringify(id.name)}${where}: such a name leads elsewhere, nothing can be asked about it.`,
    remedy: 'Leave it out with a filter, or rename it in the instance.',
    where: { resource: describe(id) },
  });
}
