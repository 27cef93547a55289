import type { Where } from '../errors/task-error.ts';
import { describe, type ResourceId } from './resource-id.ts';

/** Where somebody looks who has to mend a resource: its file, or, where it has none, what it is called. */
export function whereOf({
  id,
  file,
}: {
  readonly id: ResourceId;
  readonly file?: string | undefined;
}): Where {
  return file === undefined ? { resource: describe(id) } : { file };
}
