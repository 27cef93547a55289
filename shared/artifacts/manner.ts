import { grouped } from '../apim/grouped.ts';
import type { FileForm, Layout } from '../apim/kinds/kind.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
import { nameOfFile } from './file-name.ts';
import { formsOf, type Role } from './layout.ts';

/** How a folder spells its files: what is new is written in the same manner. */
export interface Manner {
  /** The layout that most of its files belong to; apiops v7 for an empty folder. */
  readonly layout: Layout;
  /** The spelling for a part that has no file yet; undefined: the folder keeps no such part in a file of its own. */
  readonly formFor: (id: ResourceId, role: Role) => FileForm | undefined;
  /** The path with the folders on the way spelled as they are there. */
  readonly inFoldersThere: (path: string) => string;
}

/** A file, what it holds, and the spelling that it has. */
export interface Spelled {
  readonly id: ResourceId;
  readonly role: Role;
  readonly form: FileForm;
  readonly path: string;
}

/** In the order in which they are preferred when a folder could be of several. */
const layouts: readonly Layout[] = ['apiops v7', 'apiops v6', 'apiops v5', 'apiops-cli'];

export function mannerOf(parts: readonly Spelled[]): Manner {
  const byKind = grouped(parts, ({ id, role }) => `${id.kind} ${role}`);
  const bySibling = grouped(parts, ({ id, role }) => siblingsKey(id.kind, id.parent, role));
  const layout = mostly(parts.flatMap(({ form }) => form.of ?? [])) ?? 'apiops v7';
  const folders = foldersOf(parts);
  return {
    layout,
    formFor: ({ kind, parent }, role) => {
      const siblings = bySibling.get(siblingsKey(kind, parent, role)) ?? byKind.get(`${kind} ${role}`) ?? [];
      const forms = formsOf(kind, role);
      const [used] = [...grouped(siblings, ({ form }) => form.path).values()].sort(
        (left, right) => right.length - left.length,
      );
      // A layout without a spelling of its own has that part elsewhere, or not at all.
      return used?.[0]?.form ?? forms.find(({ of }) => of === undefined || of.includes(layout));
    },
    inFoldersThere: (path) => {
      const steps = path.split('/');
      for (let depth = steps.length - 1; depth > 0; depth -= 1) {
        const known = folders.get(folded(steps.slice(0, depth).join('/')));
        if (known !== undefined) return [known, ...steps.slice(depth)].join('/');
      }
      return path;
    },
  };
}

function siblingsKey(kind: KindName, parent: ResourceId | undefined, role: Role): string {
  return `${kind} ${role} ${parent === undefined ? '' : keyOf(parent)}`;
}

function mostly(votes: readonly Layout[]): Layout | undefined {
  const counts = grouped(votes, (vote) => vote);
  const count = (layout: Layout) => counts.get(layout)?.length ?? 0;
  const best = Math.max(...layouts.map(count));
  return best === 0 ? undefined : layouts.find((layout) => count(layout) === best);
}

/** Every folder on the way to a file, by what it means. */
function foldersOf(parts: readonly Spelled[]): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const { path } of parts) {
    const steps = path.split('/').slice(0, -1);
    for (const depth of steps.keys()) {
      const folder = steps.slice(0, depth + 1).join('/');
      if (!folders.has(folded(folder))) folders.set(folded(folder), folder);
    }
  }
  return folders;
}

function folded(path: string): string {
  return path.split('/').map(nameOfFile).join('/').toLowerCase();
}
