import type { FileForm } from '../apim/kinds/kind.ts';
import { kindNames, kindOf, type KindName, revisionKind } from '../apim/kinds/table.ts';
import { type CurrentRevision, type Names, namesOf } from '../apim/names.ts';
import { describe, resourceId, type ResourceId, workspaceOf } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { fileName, nameOfFile } from './file-name.ts';

/** The part of a document that a file holds. */
export type Role = 'information' | 'policy' | 'specification';

/** What a path says: which part of which resource, in which spelling. */
export interface Place {
  readonly kind: KindName;
  readonly role: Role;
  readonly form: FileForm;
  /** Without the name of the resource itself where the file is a list of links. */
  readonly names: Names;
}

/** All of them. */
export const roles: readonly Role[] = ['information', 'policy', 'specification'];
/** Of specifications, in every format that an API can have. */
const specificationExtensions = ['.yaml', '.yml', '.json', '.graphql', '.wsdl', '.wadl', '.edmx', '.proto'];

/**
 * Which part of which resource a file is; undefined: none that this version carries. Case does not count. A step that
 * is a name stands for `nameOf` it.
 */
export function placeOf(path: string, nameOf: (step: string) => string = nameOfFile): Place | undefined {
  const found = spellingOf(path);
  if (found === undefined) return undefined;
  const { kind, role, form, groups } = found;
  const names = Object.entries(groups).map(([key, value]) => [key, nameOf(value)]);
  return { kind, role, form, names: Object.fromEntries(names) as Names };
}

/** The steps of a path that are names of resources, and which ones they are; none in a path of no layout. */
export function namesIn(path: string): readonly { readonly at: number; readonly step: string }[] {
  const template = spellingOf(path)?.template.split('/') ?? [];
  return path
    .split('/')
    .flatMap((step, at) => (template[at]?.startsWith('{') === true ? [{ at, step }] : []));
}

/** Where a new file goes in a spelling, however long that is. Throws UNEXPECTED_ANSWER when a name cannot be a file name. */
export function pathIn(form: FileForm, id: ResourceId, current: CurrentRevision, extension = ''): string {
  const names: Readonly<Record<string, string>> = namesOf(id, current);
  const path = inScope(form.path, id).replace(/\{(\w+)\}/g, (_, kind: string) => safe(names[kind] ?? '', id));
  return path + extension;
}

/**
 * Every path that information or policy of it may be at, in whatever spelling; those of an API are those of its current
 * revision. None, when its name cannot be a file name.
 */
export function pathsOf(id: ResourceId, current: CurrentRevision): readonly string[] {
  const { kind } = id;
  const holder =
    kindOf(kind).carriedBy === 'currentRevision' ? resourceId(revisionKind(kind), current(id), id) : id;
  const names = Object.values<string>(namesOf(holder, current));
  if (names.some((name) => fileName(name) === undefined)) return [];
  return (['information', 'policy'] as const).flatMap((role) =>
    formsOf(holder.kind, role).map((form) => pathIn(form, holder, current)),
  );
}

/** The spellings of one part of a kind. */
export function formsOf(kind: KindName, role: Role): readonly FileForm[] {
  return kindOf(kind).files?.[role] ?? [];
}

/** Every spelling there is, as a path with `{kind}` for names; a specification with its extensions. */
export function templates(): readonly string[] {
  return all.flatMap(({ template, role }) => filesOf(template, role));
}

/** The top-level folders of apiops v7, to tell a folder of ours from any other. */
export function collections(): readonly string[] {
  const first = kindNames.flatMap((kind) => roles.flatMap((role) => formsOf(kind, role)[0]?.path ?? []));
  return [...new Set(first.map((path) => path.split('/')[0] ?? ''))];
}

function safe(name: string, id: ResourceId): string {
  const found = fileName(name);
  if (found !== undefined) return found;
  throw new TaskError('UNEXPECTED_ANSWER', {
    message: `The name ${JSON.stringify(name)} of ${describe(id)} cannot be the name of a file.`,
    remedy: 'Leave it out with a filter, or rename it in the instance.',
    where: { resource: describe(id) },
  });
}

function inScope(path: string, id: ResourceId): string {
  const workspace = workspaceOf(id);
  return (workspace === undefined ? '' : scopeFolder(workspace.kind)) + path;
}

/** The folders that something of this kind can be below of: none, when it is the instance's own; a workspace's. */
function scopesOf(kind: KindName): readonly string[] {
  const { parents, inWorkspaces } = kindOf(kind);
  const scopes = parents.filter((parent) => kindOf(parent).isScope === true);
  if (scopes.length > 0) return scopes.map(scopeFolder);
  const workspaces = kindNames.filter((one) => kindOf(one).isScope === true);
  return ['', ...(inWorkspaces === undefined ? [] : workspaces.map(scopeFolder))];
}

function scopeFolder(workspace: KindName): string {
  return `${kindOf(workspace).files?.scope ?? ''}/`;
}

function spellingOf(path: string) {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  for (const { pattern, ...spelling } of spellings.get(name) ?? []) {
    const match = pattern.exec(path);
    if (match !== null) return { ...spelling, groups: match.groups ?? {} };
  }
  return undefined;
}

interface Spelling {
  readonly kind: KindName;
  readonly role: Role;
  readonly form: FileForm;
  readonly template: string;
}

const all: readonly Spelling[] = kindNames.flatMap((kind) =>
  roles.flatMap((role) =>
    formsOf(kind, role).flatMap((form) =>
      scopesOf(kind).map((prefix) => ({
        kind,
        role,
        form,
        template: prefix + form.path,
      })),
    ),
  ),
);

function filesOf(template: string, role: Role): readonly string[] {
  if (role !== 'specification') return [template];
  return specificationExtensions.map((extension) => template + extension);
}

/** What belongs to an API is in its own folder, not beside a revision. */
function nameIn(kind: string): string {
  const ofApi = kindNames.some((one) => one === kind && kindOf(one).carriedBy === 'currentRevision');
  return ofApi ? '(?:(?!;rev=)[^/])+' : '[^/]+';
}

/** By the name of the file, in lower case: a folder has thousands of files, and a path is looked at once. */
const spellings = new Map<string, (Spelling & { readonly pattern: RegExp })[]>();
for (const spelling of all) {
  for (const file of filesOf(spelling.template, spelling.role)) {
    const name = file.slice(file.lastIndexOf('/') + 1).toLowerCase();
    const pattern = file
      .replace(/[.]/g, '\\.')
      .replace(/\{(\w+)\}/g, (_, kind: string) => `(?<${kind}>${nameIn(kind)})`);
    spellings.set(name, [
      ...(spellings.get(name) ?? []),
      { ...spelling, pattern: new RegExp(`^${pattern}$`, 'i') },
    ]);
  }
}
