import { linkOf } from '../../apim/links.ts';
import { type CurrentRevision, segmentsOf } from '../../apim/names.ts';
import type { ResourceId } from '../../apim/resource-id.ts';
import { armPath } from '../arm/arm-path.ts';

/**
 * The path of a resource below its instance: "/workspaces/sales/apis/orders/operations/getOrder/policies/policy". A
 * link in a workspace has no path that its id would tell: see link-places.ts.
 */
export function pathInInstance(id: ResourceId, current: CurrentRevision): string {
  if (linkOf(id) !== undefined) throw new Error(`This is a bug in the extension: ${id.kind} is a link here.`);
  return armPath(...segmentsOf(id, current));
}
