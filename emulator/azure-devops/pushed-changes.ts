import type { BareRepository, IndexChange } from './bare-repository.ts';
import { invalidArgument } from './refusal.ts';

/** One change of a pushed commit; enumerations come as names or numbers. */
export interface PushedChange {
  readonly changeType: number | string;
  readonly item?: { readonly path?: string };
  readonly sourceServerItem?: string;
  readonly newContent?: { readonly content: string; readonly contentType?: number | string };
}

/** Checks changes against the tree they shall change, as strictly as the service, and stores their contents. */
export async function changedFiles(
  bare: BareRepository,
  base: string | undefined,
  changes: readonly PushedChange[],
): Promise<IndexChange[]> {
  if (changes.length === 0) throw refused('A commit must contain at least one change.');
  const entries = base === undefined ? [] : await bare.tree(base);
  const files = new Files(entries.filter(({ type }) => type !== 'tree').map(({ path, id }) => [path, id]));
  const result = new Map<string, string | null>();
  for (const change of changes) {
    for (const [path, blob] of await filesOf(change, files, bare)) {
      if (result.has(path)) throw refused(`Multiple operations were attempted on file '/${path}'.`);
      result.set(path, blob);
    }
  }
  return [...result];
}

async function filesOf(change: PushedChange, files: Files, bare: BareRepository): Promise<IndexChange[]> {
  const path = pathOf(change.item?.path);
  const kind = kindOf(change.changeType);
  switch (kind) {
    case 'add':
      files.mustNotHave(path, kind);
      return [[path, await bare.writeBlob(contentOf(change))]];
    case 'edit':
      files.mustHave(path, kind);
      return [[path, await bare.writeBlob(contentOf(change))]];
    case 'delete': {
      const inside = files.below(path);
      if (inside.length > 0) return inside.map((file) => [file, null]);
      files.mustHave(path, kind);
      return [[path, null]];
    }
    case 'rename': {
      const source = pathOf(change.sourceServerItem);
      const blob = files.mustHave(source, kind);
      files.mustNotHave(path, kind);
      const content = change.newContent === undefined ? blob : await bare.writeBlob(contentOf(change));
      return [
        [source, null],
        [path, content],
      ];
    }
  }
}

/** The files of the base, with their blobs. */
class Files extends Map<string, string> {
  below(path: string): string[] {
    return [...this.keys()].filter((file) => file.startsWith(`${path}/`));
  }

  mustHave(path: string, operation: string): string {
    const blob = this.get(path);
    if (blob !== undefined) return blob;
    throw refused(`The path '/${path}' specified in the ${operation} operation does not exist.`);
  }

  mustNotHave(path: string, operation: string): void {
    if (!this.has(path) && this.below(path).length === 0) return;
    throw refused(`The path '/${path}' specified in the ${operation} operation already exists.`);
  }
}

function kindOf(changeType: number | string): 'add' | 'edit' | 'delete' | 'rename' {
  switch (String(changeType).toLowerCase()) {
    case '1':
    case 'add':
      return 'add';
    case '2':
    case 'edit':
      return 'edit';
    case '8':
    case 'rename':
      return 'rename';
    case '16':
    case 'delete':
      return 'delete';
    default:
      throw refused(`The change type ${changeType} is not supported.`);
  }
}

function pathOf(given: string | undefined): string {
  const path = (given ?? '').replace(/^\/+/, '');
  const parts = path.split('/');
  if (path === '' || parts.some((part) => ['', '.', '..'].includes(part) || part.toLowerCase() === '.git')) {
    throw refused(`The path '${given ?? ''}' is not valid.`);
  }
  return path;
}

function contentOf({ newContent, item }: PushedChange): Buffer {
  if (newContent === undefined) throw refused(`The change of '${item?.path ?? ''}' has no content.`);
  const base64 = ['1', 'base64encoded'].includes(String(newContent.contentType ?? 0).toLowerCase());
  return Buffer.from(newContent.content, base64 ? 'base64' : 'utf8');
}

const refused = (message: string) => invalidArgument(`${message} Parameter name: newPush`);
