import { currentRevisionProperty, type Document } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { objectAt, textAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { type CurrentRevision, idOf, parseApiName } from '../apim/names.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { documentOf, type Information, type Part } from './document-from-files.ts';
import type { ArtifactFiles } from './file-change.ts';
import { parseInformation } from './json-file.ts';
import { placeOf, type Role } from './layout.ts';
import { decode } from './text.ts';

/** What an artifacts folder holds. */
export interface Artifacts {
  readonly documents: readonly Document[];
  /** Which file holds which part of which document: "key role" -> path. */
  readonly paths: ReadonlyMap<string, string>;
  /** Files of no known place. */
  readonly strangers: readonly string[];
  /** Everything that is wrong with the files, not only the first thing. */
  readonly problems: readonly TaskError[];
}

/** The key under which `Artifacts.paths` knows a part of a document. */
export function partKey(id: ResourceId, role: Role): string {
  return `${keyOf(id)} ${role}`;
}

/**
 * Reads every file of the layout; content problems are collected. Nothing is read from elsewhere. `apis/orders` is the
 * current revision of orders: which one that is, the files say, unless the caller knows better.
 */
export function readArtifacts(
  files: ArtifactFiles,
  currentRevision?: (saidByFiles: CurrentRevision) => CurrentRevision,
): Artifacts {
  const problems: TaskError[] = [];
  const attempt = <T>(read: () => T): T | undefined => collecting(read, problems);
  const strangers = [...files.keys()].filter((path) => placeOf(path) === undefined);
  const found = [...files].flatMap(([path, bytes]): readonly Part[] => {
    const place = placeOf(path);
    const text = place === undefined ? undefined : attempt(() => decode(bytes, path));
    return place === undefined || text === undefined ? [] : [{ ...place, path, text }];
  });
  const information = new Map(
    found
      .filter(({ role }) => role === 'information')
      .map((part) => [part.path, attempt(() => parseInformation(part.text, part.path))]),
  );
  const said = currentRevisions(found, information);
  const current = currentRevision?.(said) ?? said;
  const groups = grouped(found, (part) => keyOf(idOf(part.kind, part.names, current)));
  const documents = [...groups.values()].flatMap(
    (parts) => attempt(() => documentOf(parts, information, current)) ?? [],
  );
  const paths = found.map(
    (part) => [partKey(idOf(part.kind, part.names, current), part.role), part.path] as const,
  );
  return { documents, paths: new Map(paths), strangers, problems: [...problems, ...ambiguous(paths)] };
}

/** The file `apis/orders/apiInformation.json` says which revision of orders is the current one. */
function currentRevisions(parts: readonly Part[], information: Information): CurrentRevision {
  const numbers = new Map<string, string>();
  for (const { kind, role, names, path } of parts) {
    if (kindOf(kind).naming !== 'revision suffix' || role !== 'information') continue;
    const { api, revision } = parseApiName(names[kind] ?? '');
    if (revision === undefined)
      numbers.set(
        api.toLowerCase(),
        textAt(objectAt(information.get(path), 'properties'), currentRevisionProperty) ?? '1',
      );
  }
  return (api) => numbers.get(api.name.toLowerCase()) ?? '1';
}

/** Two files that say the same part, "Orders" beside "orders" or .yaml beside .json: none of them wins in silence. */
function ambiguous(paths: readonly (readonly [string, string])[]): readonly TaskError[] {
  const groups = [...grouped(paths, ([key]) => key).values()].filter(({ length }) => length > 1);
  return groups.map((group) => {
    const names = group.map(([, path]) => path);
    return new TaskError('INVALID_FILE', {
      message: `${names.join(' and ')} hold the same thing.`,
      remedy: 'Keep one of them.',
      where: { file: names[0] ?? '' },
    });
  });
}

function collecting<T>(read: () => T, problems: TaskError[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    problems.push(error);
    return undefined;
  }
}
