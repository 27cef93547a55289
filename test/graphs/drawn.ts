import { isList, isObject, type Json } from '../../shared/apim/json.ts';
import { isInWorkspaces } from '../../shared/apim/kinds-in.ts';
import { type KindName, kindNames, kindOf } from '../../shared/apim/kinds/table.ts';
import { workspaceOf } from '../../shared/apim/resource-id.ts';
import { calls } from './random-policy.ts';
import type { Thing } from './random-graph.ts';

const inInstance = 'in the instance';
const inWorkspace = 'in a workspace';

/** What no workspace has, beside the kinds that are not there: owners are users, and there are no MCP servers (facts: apim-rest 1.2, 1.17). */
const notInWorkspaces = ['subscription.ownerId', 'apiRevision.mcpTools.operationId', 'apiRevision.backendId'];

/** What the table of kinds says that can be in files: every published kind, and all that it refers to. */
export function toBeDrawn(): readonly string[] {
  return kindNames
    .filter((kind) => kindOf(kind).onlyForReview === undefined)
    .flatMap((kind) => [
      ...(isOnlyInWorkspaces(kind) ? [] : wordsOf(kind).map((word) => `${word} ${inInstance}`)),
      ...(isInWorkspaces(kind) ? wordsInWorkspaces(kind).map((word) => `${word} ${inWorkspace}`) : []),
    ]);
}

/** The same words for what one thing of a graph is and refers to. */
export function drawnIn({ id, properties, policy = '' }: Thing): readonly string[] {
  const scope = workspaceOf(id) === undefined ? inInstance : inWorkspace;
  const carried = id.parent !== undefined && kindOf(id.parent.kind).carriedBy !== undefined;
  const kinds = carried && kindOf(id.kind).naming !== undefined ? [id.kind, id.parent.kind] : [id.kind];
  const paths = kinds.flatMap((kind) => pathsOf(kind).map((path) => [`${kind}.${path}`, path] as const));
  return [
    id.kind,
    ...paths.filter(([, path]) => saysAt(properties, path.split('.'))).map(([word]) => word),
    ...calls
      .filter(({ element, attribute }) => policy.includes(`<${element} ${attribute}="`))
      .map(callInWords),
    ...(policy.includes('{{') ? ['policy with a named value'] : []),
  ].map((word) => `${word} ${scope}`);
}

function wordsOf(kind: KindName): readonly string[] {
  const { called } = kindOf(kind);
  return [
    kind,
    ...pathsOf(kind).map((path) => `${kind}.${path}`),
    ...calls.filter((call) => call.kind === kind).map(callInWords),
    ...(called === 'by display name' ? ['policy with a named value'] : []),
  ];
}

/** Names of what workspaces have not got lead nowhere from there. */
function wordsInWorkspaces(kind: KindName): readonly string[] {
  const { names = {} } = kindOf(kind).properties ?? {};
  const outside = Object.entries(names).filter(([, target]) => !isInWorkspaces(target));
  const left = [...notInWorkspaces, ...outside.map(([path]) => `${kind}.${path}`)];
  return wordsOf(kind).filter((word) => !left.includes(word));
}

function isOnlyInWorkspaces(kind: KindName): boolean {
  return kindOf(kind).parents.some((parent) => kindOf(parent).isScope === true);
}

function callInWords({ element, attribute }: { element: string; attribute: string }): string {
  return `policy with <${element} ${attribute}>`;
}

function pathsOf(kind: KindName): readonly string[] {
  const { references = [], names = {} } = kindOf(kind).properties ?? {};
  return [...references, ...Object.keys(names)];
}

function saysAt(value: Json | undefined, path: readonly string[]): boolean {
  if (isList(value)) return value.some((item) => saysAt(item, path));
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' && value !== '';
  return isObject(value) && saysAt(value[step], rest);
}
