import { isInventedName } from '../../apim/invented-name.ts';
import { type JsonObject, textAt } from '../../apim/json.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { keyOf, resourceId, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import type { Selection } from '../../apim/selection.ts';
import { portableName } from '../../apim/specification/operation-name.ts';

/**
 * What the service calls things whose names it has invented: WSDL and WADL imports give operations new ids each time
 * (facts: apim-rest 2.1), older services were born with groups that have ids for names (1.17). Files call them by what
 * they are, and these names lead there.
 */
export interface OperationNames {
  /** The id as the service knows it: with the invented name of the operation that it is, or lives in. */
  inService(id: ResourceId): ResourceId;
  /** The other way round: the id as files have it. */
  inFiles(id: ResourceId): ResourceId;
  set(operation: ResourceId, name: string): void;
}

export function operationNames(): OperationNames {
  const [inService, inFiles] = [new Map<string, string>(), new Map<string, string>()];
  return {
    inService: (id) => renamed(id, inService),
    inFiles: (id) => renamed(id, inFiles),
    set: (operation, name) => {
      inService.set(keyOf(operation), name);
      inFiles.set(keyOf(resourceId(operation.kind, name, operation.parent)), operation.name);
    },
  };
}

/** A thing, what lives in it, or a link to it, by the other name of the thing. */
function renamed(id: ResourceId, names: ReadonlyMap<string, string>): ResourceId {
  const name = names.get(keyOf(targetOf(id))) ?? id.name;
  const parent = id.parent === undefined ? undefined : renamed(id.parent, names);
  return name === id.name && parent === id.parent ? id : resourceId(id.kind, name, parent);
}

/** What a link of the instance leads to; anything else is what it is. */
function targetOf(id: ResourceId): ResourceId {
  const { linksTo } = kindOf(id.kind);
  return linksTo === undefined || workspaceOf(id) !== undefined ? id : resourceId(linksTo, id.name);
}

/**
 * An operation under the name that it has here: that of the service, unless it was invented and says nothing in another
 * instance. Then it is what the files call it, or for SOAP its display name.
 */
export function withNameOfFiles(
  entry: JsonObject,
  idOf: (name: string) => ResourceId,
  type: string,
  { selection, operations }: { readonly selection: Selection; readonly operations: OperationNames },
): JsonObject {
  const own = textAt(entry, 'name') ?? '';
  const portable = isInventedName(own) ? portableName(entry) : '';
  const knows = selection.files?.has ?? (() => false);
  const isChosen = portable !== '' && !knows(idOf(own)) && (type === 'soap' || knows(idOf(portable)));
  if (!isChosen) return entry;
  operations.set(idOf(portable), own);
  return { ...entry, name: portable };
}
