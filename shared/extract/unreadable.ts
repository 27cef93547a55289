import { policyFault } from '../apim/policy/check-policy.ts';
import { describe } from '../apim/resource-id.ts';
import { type Gap, snapshot, type Snapshot } from '../apim/snapshot.ts';

/**
 * Leaves out policies that could not be read back out of a file, such as one with a document type: written, they would
 * stop the next extraction and every publication.
 */
export function withoutUnreadable(live: Snapshot): Snapshot {
  const all = [...live.resources.values()];
  const gaps = all.flatMap(({ id, policy }): readonly Gap[] => {
    const fault = policy === undefined ? undefined : policyFault(policy);
    if (fault === undefined) return [];
    const detail = `${describe(id)} cannot be kept in a file: (${fault.line}:${fault.column}) ${fault.message}`;
    return [{ of: id, why: 'incomplete', detail }];
  });
  const left = new Set(gaps.map(({ of }) => of));
  return gaps.length === 0
    ? live
    : snapshot(
        all.filter(({ id }) => !left.has(id)),
        [...live.gaps, ...gaps],
      );
}
