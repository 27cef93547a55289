import { type JsonObject, textAt } from '../../apim/json.ts';
import type { KindName } from '../../apim/kinds/table.ts';
import { describe, scopeKey, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { pathInInstance } from './paths.ts';
import type { Reading } from './reading.ts';
import { resourceBody } from './resource-body.ts';

/** APIs that a list may have left out (facts: peers 9.28), and that answer when they are asked for by themselves. */
export async function seldomListed(
  kind: KindName,
  workspace: ResourceId | undefined,
  entries: readonly JsonObject[],
  { arm, base, current, selection }: Reading,
): Promise<readonly JsonObject[]> {
  const names = new Set(entries.map((entry) => textAt(entry, 'name')?.toLowerCase()));
  const lost = (selection.files?.seldomListed ?? []).filter(
    (id) =>
      id.kind === kind &&
      scopeKey(workspaceOf(id)) === scopeKey(workspace) &&
      !names.has(id.name.toLowerCase()),
  );
  const found = await Promise.all(
    lost.map(async (id) => resourceBody(await arm.get(base + pathInInstance(id, current.of)), describe(id))),
  );
  return found.filter((entry) => entry !== undefined);
}
