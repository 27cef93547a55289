import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import { parseApiName } from '../../apim/api-name.ts';
import { resourceId, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import type { Selection } from '../../apim/selection.ts';
import type { OperationNames } from './operation-names.ts';

/** What was born under an invented name has the name that it has in other services, unless the files know that one. */
export function nameOfFiles(
  entry: JsonObject,
  kind: KindName,
  parent: ResourceId | undefined,
  { operations, selection }: { readonly operations: OperationNames; readonly selection: Selection },
): string {
  const own = nameIn(entry, kind);
  const target = kindOf(kind).linksTo ?? kind;
  const isOfInstance = parent === undefined || workspaceOf(parent) === undefined;
  const portable = isOfInstance && kindOf(target).azure.portableName?.(objectAt(entry, 'properties'));
  if (typeof portable !== 'string' || portable === own.toLowerCase()) return own;
  operations.set(resourceId(target, portable), own);
  return selection.files?.has(resourceId(kind, own, parent)) === true ? own : portable;
}

/** An association lists its targets: a product that lists "orders;rev=2" means the API orders. */
export function nameIn(entry: JsonObject, kind: KindName): string {
  const name = textAt(entry, 'name') ?? '';
  const { azure, linksTo } = kindOf(kind);
  if (azure.nameCase === 'lower') return name.toLowerCase();
  const toApi = linksTo !== undefined && kindOf(linksTo).carriedBy === 'currentRevision';
  return toApi ? parseApiName(name).api : name;
}
