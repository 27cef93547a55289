import { describe, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { operationNamesIn } from '../apim/specification/operation-names.ts';
import { sameOperationName } from '../apim/specification/operation-name.ts';

/** Whether it is called by one of these names. Nobody knows those of some: then it may be there. */
export function hasOperation(names: readonly string[] | undefined, operation: ResourceId): boolean {
  return names === undefined || names.some((name) => isCalled(operation, name));
}

/** What an import of its specification calls the operations of an API; undefined where nobody knows. */
export async function operationNamesOf({
  id,
  file,
  specification,
}: Resource): Promise<readonly string[] | undefined> {
  if (specification === undefined) return undefined;
  const text = await specification.load();
  return operationNamesIn({ format: specification.format, text, file: file ?? describe(id) });
}

/** Names that would be equal get a number at their end (facts: apim-rest 2.1). */
function isCalled({ name }: ResourceId, operation: string): boolean {
  return sameOperationName(name, operation) || sameOperationName(name.replace(/-\d{1,3}$/, ''), operation);
}
