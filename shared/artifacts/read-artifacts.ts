import { currentRevisionProperty, type Document } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { objectAt, textAt } from '../apim/json.ts';
import { kindNames, kindOf } from '../apim/kinds/table.ts';
import { parseApiName } from '../apim/api-name.ts';
import { type CurrentRevision, idOf } from '../apim/names.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
import { spelled } from '../apim/spelling.ts';
import { TaskError } from '../errors/task-error.ts';
import { documentOf, type Information, type Part } from './document-from-files.ts';
import type { ArtifactFiles } from './file-change.ts';
import { type Coverage, coverageFile, parseCoverage } from './coverage-file.ts';
import { type FolderNames, folderNames, ignoring, namesOfFolder, unknownNames } from './folder-names.ts';
import { ignoredBy } from './ignored.ts';
import { parseInformation } from './json-file.ts';
import { placeOf, type Role } from './layout.ts';
import { linksInList } from './list-file.ts';
import { type Manner, mannerOf, type Spelled } from './manner.ts';
import { contradictions } from './contradictions.ts';
import { decode } from './text.ts';
import { type Unread, unreadOf } from './unread.ts';

/** What an artifacts folder holds. */
export interface Artifacts {
  readonly documents: readonly Document[];
  /** Which file holds which part of which document, by partKey. */
  readonly parts: ReadonlyMap<string, Spelled>;
  readonly manner: Manner;
  /** What shortened names in paths stand for. */
  readonly names: FolderNames;
  /** Whether .apimignore tells to leave a path alone. */
  readonly ignores: (path: string) => boolean;
  /** What the folder says that it holds; absent: it says nothing, and is the whole truth. */
  readonly coverage?: Coverage;
  readonly unread: Unread;
  /** Everything that is wrong with the files, not only the first thing. */
  readonly problems: readonly TaskError[];
}

/** The key under which `Artifacts.parts` knows a part of a document. */
export function partKey(id: ResourceId, role: Role): string {
  return `${keyOf(id)} ${role}`;
}

/**
 * Reads every file of every known layout; content problems are collected. Nothing is read from elsewhere. `apis/orders`
 * is the current revision of orders: which one that is, the files say, unless the caller knows better.
 */
export function readArtifacts(
  files: ArtifactFiles,
  currentRevision?: (saidByFiles: CurrentRevision) => CurrentRevision,
): Artifacts {
  const problems: TaskError[] = [];
  const attempt = <T>(read: () => T): T | undefined => collecting(read, problems);
  const isNamed = attempt(() => ignoredBy(files)) ?? (() => false);
  const known = attempt(() => namesOfFolder(files, isNamed));
  const names = known ?? folderNames(new Map(), true);
  const ignores = ignoring(isNamed, names);
  const paths = [...files.keys()].filter((path) => !ignores(path));
  const unknown = unknownNames(paths, names);
  if (known !== undefined) problems.push(...unknown.problems);
  const coverage = attempt(() => coverageOf(files, ignores));
  const legible = paths.filter((path) => !unknown.paths.has(path));
  const all = legible.flatMap((path) => attempt(() => partsIn(path, files, names)) ?? []);
  const information = new Map(
    all
      .filter(({ role, form }) => role === 'information' && form.list === undefined)
      .map((part) => [part.path, attempt(() => parseInformation(part.text, part.path))]),
  );
  const found = all.filter((part) => !isSaidBySpecification(part, information));
  const said = currentRevisions(found, information);
  const current = currentRevision?.(said) ?? said;
  const groups = grouped(found, (part) => keyOf(idOf(part.kind, part.names, current)));
  const documents = [...groups.values()].flatMap(
    (own) => attempt(() => documentOf(own, information, current)) ?? [],
  );
  const [made, own] = parted(
    documents,
    ({ id, properties }) => kindOf(id.kind).builtIn?.(id.name, properties) === true,
  );
  const parts = found.map(({ kind, names, role, form, path }): Spelled => ({
    id: idOf(kind, names, current),
    role,
    form,
    path,
  }));
  const unread = { ...unreadOf(paths), builtIn: made.flatMap(({ file }) => file ?? []) };
  return {
    documents: own,
    parts: new Map(parts.map((part) => [partKey(part.id, part.role), part])),
    manner: mannerOf(parts),
    names,
    ignores,
    ...(coverage === undefined ? {} : { coverage }),
    unread,
    problems: [...unread.nearMisses, ...problems, ...contradictions(parts)],
  };
}

function coverageOf(files: ArtifactFiles, ignores: (path: string) => boolean): Coverage | undefined {
  const bytes = ignores(coverageFile) ? undefined : files.get(coverageFile);
  return bytes === undefined ? undefined : parseCoverage(decode(bytes, coverageFile));
}

/** The file of something that a specification carries: apiops-cli writes one for each operation. */
function isSaidBySpecification(
  { kind, role, path }: Pick<Part, 'kind' | 'role' | 'path'>,
  information: Information,
): boolean {
  const { carriedBy, carriesItself } = kindOf(kind);
  const told = information.get(path);
  if (carriedBy !== 'specification' || role !== 'information' || told === undefined) return false;
  return carriesItself?.(spelled(kind, objectAt(told, 'properties'))) !== true;
}

/** One part, or as many links as a list of links names. */
function partsIn(path: string, files: ArtifactFiles, { nameOf }: FolderNames): readonly Part[] {
  const [place, bytes] = [placeOf(path, (step) => nameOf(step) ?? step), files.get(path)];
  if (place === undefined || bytes === undefined) return [];
  const part: Part = { ...place, path, text: decode(bytes, path) };
  if (place.form.list === undefined) return [part];
  return linksInList(part.text, part.kind, place.form, path).map((names) => ({
    ...part,
    names: { ...part.names, ...names },
  }));
}

/** Of an API of which there are only folders such as "orders;rev=2": none of them is the current one. */
const noRevision = 'none';
const numberedKinds = kindNames.filter((kind) => kindOf(kind).naming !== undefined);

/** The file `apis/orders/apiInformation.json` says which revision of orders is the current one. */
function currentRevisions(parts: readonly Part[], information: Information): CurrentRevision {
  const numbers = new Map<string, string>();
  const [bare, numbered] = [new Set<string>(), new Set<string>()];
  for (const { kind, role, names, path } of parts) {
    const own = numberedKinds.find((one) => names[one] !== undefined);
    if (own === undefined) continue;
    const { parent: api } = idOf(own, names, () => '1');
    if (api === undefined) continue;
    const isNumbered = parseApiName(names[own] ?? '').revision !== undefined;
    (isNumbered ? numbered : bare).add(keyOf(api));
    if (isNumbered || kind !== own || role !== 'information') continue;
    const number = textAt(objectAt(information.get(path), 'properties'), currentRevisionProperty);
    numbers.set(keyOf(api), number ?? '1');
  }
  return (api) => {
    const key = keyOf(api);
    return numbers.get(key) ?? (numbered.has(key) && !bare.has(key) ? noRevision : '1');
  };
}

function parted<T>(all: readonly T[], is: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
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
