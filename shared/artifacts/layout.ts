import { kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { type CurrentRevision, type Names, namesOf } from '../apim/names.ts';
import { describe, type ResourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';

/** The part of a document that a file holds. */
export type Role = 'information' | 'policy' | 'specification';

/** What a path of the apiops v7 layout says. */
export interface Place {
  readonly kind: KindName;
  readonly role: Role;
  readonly names: Names;
}

const roles: readonly Role[] = ['information', 'policy', 'specification'];
const extensions = { yaml: '.yaml', json: '.json' } as const;

/** Which part of which resource a file is; undefined: not a file of this layout. */
export function placeOf(path: string): Place | undefined {
  for (const { kind, role, pattern } of patterns) {
    const match = pattern.exec(path);
    if (match !== null) return { kind, role, names: match.groups ?? {} };
  }
  return undefined;
}

/** Where a new file goes. Throws UNEXPECTED_ANSWER when a name cannot be a file name: it would lead elsewhere. */
export function pathOf(
  id: ResourceId,
  role: Role,
  current: CurrentRevision,
  syntax: 'yaml' | 'json' = 'yaml',
): string {
  const template = kindOf(id.kind).files?.[role];
  if (template === undefined)
    throw new Error(`This is a bug in the extension: ${id.kind} has no ${role} file.`);
  const names: Readonly<Record<string, string>> = namesOf(id, current);
  const path = template.replace(/\{(\w+)\}/g, (_, kind: string) => safe(names[kind] ?? '', id));
  return role === 'specification' ? path + extensions[syntax] : path;
}

/** The top-level folders of the layout, to tell a folder of ours from any other. */
export function collections(): readonly string[] {
  return [...new Set(templates().map(({ template }) => template.split('/')[0] ?? ''))];
}

function safe(name: string, id: ResourceId): string {
  const hasControl = Array.from(name).some((character) => character < ' ');
  if (/^\.{0,2}$/.test(name) || /[/\\]/.test(name) || hasControl) {
    throw new TaskError('UNEXPECTED_ANSWER', {
      message: `The name ${JSON.stringify(name)} of ${describe(id)} cannot be the name of a file.`,
      remedy: 'Leave it out with a filter, or rename it in the instance.',
      where: { resource: describe(id) },
    });
  }
  return name;
}

function templates() {
  return kindNames.flatMap((kind) =>
    roles.flatMap((role) => {
      const template = kindOf(kind).files?.[role];
      return template === undefined ? [] : [{ kind, role, template }];
    }),
  );
}

const patterns = templates().map(({ kind, role, template }) => {
  const path = template.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return {
    kind,
    role,
    pattern: new RegExp(`^${path}${role === 'specification' ? '\\.(?:yaml|yml|json)' : ''}$`, 'i'),
  };
});
