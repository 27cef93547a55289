import { kindOf } from '../../apim/kinds/table.ts';
import { type CurrentRevision, namesOf } from '../../apim/names.ts';
import { pathOf, type ResourceId } from '../../apim/resource-id.ts';
import { armPath } from '../arm/arm-path.ts';

/** The path of a resource below its instance: "/apis/orders/operations/getOrder/policies/policy". */
export function pathInInstance(id: ResourceId, current: CurrentRevision): string {
  const names = namesOf(id, current);
  const steps = pathOf(id);
  const segments = steps.flatMap((step, at): readonly string[] => {
    const next = steps[at + 1];
    // A revision and its API are one segment, "orders;rev=2", in the collection of the API.
    if (next !== undefined && kindOf(next.kind).naming !== undefined) return [];
    const holder = kindOf(step.kind).naming === undefined ? step : (step.parent ?? step);
    return [kindOf(holder.kind).azure.collection, names[step.kind] ?? step.name];
  });
  return armPath(...segments);
}
