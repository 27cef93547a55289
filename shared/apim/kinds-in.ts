import { childrenOf, kindOf, type KindName } from './kinds/table.ts';
import { isScope, type ResourceId, workspaceOf } from './resource-id.ts';

/** The kinds that can live directly in this thing: a workspace has most of those of an instance. Undefined: the instance. */
export function kindsIn(parent: ResourceId | undefined): readonly KindName[] {
  if (parent === undefined) return childrenOf(undefined);
  const own = childrenOf(parent.kind);
  if (!isScope(parent)) return workspaceOf(parent) === undefined ? own : own.filter(isInWorkspaces);
  return [...childrenOf(undefined).filter(isInWorkspaces), ...own];
}

/** Whether workspaces have such things too. */
export function isInWorkspaces(kind: KindName): boolean {
  return kindOf(kind).inWorkspaces !== undefined;
}
