import { valueKind } from './kinds/table.ts';
import { resourceId, type ResourceId } from './resource-id.ts';

/**
 * The named values in which publishing remembers what it took from a repository. They are nobody's resource: never
 * read as one, so never extracted, published, referred to or deleted.
 */
export function isMarkerName(displayName: string): boolean {
  return /^apim-gitops-[0-9a-f]{16}$/i.test(displayName);
}

/** `digest` is at least 16 hexadecimal digits of what the marker is about; without a workspace the instance has it. */
export function markerId(digest: string, workspace: ResourceId | undefined): ResourceId {
  return resourceId(valueKind(), `apim-gitops-${digest.slice(0, 16)}`, workspace);
}
