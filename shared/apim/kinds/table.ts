import { accessRows } from './access-rows.ts';
import { apiRows } from './api-rows.ts';
import { describingRows } from './describing-rows.ts';
import { gatewayRows } from './gateway-rows.ts';
import type { Kind } from './kind.ts';
import { loggingRows } from './logging-rows.ts';
import { productRows } from './product-rows.ts';
import { reviewRows } from './review-rows.ts';
import { serviceRows } from './service-rows.ts';
import { sharedRows } from './shared-rows.ts';
import { taggingRows } from './tagging-rows.ts';
import { workspaceRows } from './workspace-rows.ts';

const rows = {
  ...serviceRows,
  ...apiRows,
  ...productRows,
  ...taggingRows,
  ...describingRows,
  ...sharedRows,
  ...loggingRows,
  ...accessRows,
  ...gatewayRows,
  ...reviewRows,
  ...workspaceRows,
};

export type KindName = keyof typeof rows;

const table: Readonly<Record<KindName, Kind>> = rows;

/** All kinds, in the order in which people like to read them. */
export const kindNames: readonly KindName[] = Object.keys(rows).filter(isKindName);

/** The row of a kind: all that is known of it. */
export function kindOf(name: KindName): Kind {
  return table[name];
}

/** Whether it joins two things: its place alone says all that it has to say. */
export function isLink(name: KindName): boolean {
  const { azure, linksTo } = kindOf(name);
  return linksTo !== undefined || azure.association === true;
}

/** The kinds that can live directly in this one; undefined: in the instance itself. In workspaces: see kinds-in.ts. */
export function childrenOf(parent: KindName | undefined): readonly KindName[] {
  return kindNames.filter((name) =>
    parent === undefined ? table[name].parents.length === 0 : table[name].parents.includes(parent),
  );
}

/** The kind of the revisions of an API. */
export function revisionKind(api: KindName): KindName {
  const found = childrenOf(api).find((kind) => table[kind].naming !== undefined);
  if (found === undefined) throw new Error(`This is a bug in the extension: ${api} has no revisions.`);
  return found;
}

/** The kind of what the specification of such an API carries: its operations. */
export function operationKind(revision: KindName): KindName {
  const found = childrenOf(revision).find((kind) => table[kind].carriedBy === 'specification');
  if (found === undefined) throw new Error(`This is a bug in the extension: ${revision} has no operations.`);
  return found;
}

/** The kind that holds other things as an instance does, apart from those of the instance: the workspace. */
export function scopeKind(): KindName {
  const found = kindNames.find((kind) => table[kind].isScope === true);
  if (found === undefined) throw new Error('This is a bug in the extension: nothing is a scope of its own.');
  return found;
}

/** The kind that keeps values for others, which refer to them as `{{display name}}`. */
export function valueKind(): KindName {
  const found = kindNames.find((kind) => table[kind].called === 'by display name');
  if (found === undefined)
    throw new Error('This is a bug in the extension: nothing is called by its display name.');
  return found;
}

function isKindName(name: string): name is KindName {
  return Object.hasOwn(rows, name);
}
