import { adopted } from '../apim/adoption.ts';
import {
  currentRevisionProperty,
  type Document,
  documentAt,
  documentIdOf,
  resourcesIn,
} from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import type { Instance } from '../apim/instance.ts';
import { textAt } from '../apim/json.ts';
import type { CurrentRevision } from '../apim/names.ts';
import { becomesReachable } from '../apim/reachable.ts';
import { compareIds, describe, keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import { everything, type Selection } from '../apim/selection.ts';
import { type Gap, gapAt, resourceAt, snapshot, type Snapshot } from '../apim/snapshot.ts';
import { convertedToApiops } from '../artifacts/convert.ts';
import { changesBetween, draftOf } from '../artifacts/draft.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { type Existing, mergeDocument, removeDocument } from '../artifacts/merge.ts';
import { type Artifacts, readArtifacts } from '../artifacts/read-artifacts.ts';
import { unreadInWords } from '../artifacts/unread.ts';
import type { Filter } from '../configuration/filter.ts';
import { oneError, TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { withoutConfidential } from './confidential.ts';
import {
  broughtInWords,
  outsideInWords,
  referencesOutside,
  type WithDependencies,
  withDependencies,
} from './dependencies.ts';
import type { Extraction, ResourceChange } from './extraction.ts';
import type { Finding } from './finding.ts';
import { folderNotes } from './folder-notes.ts';
import { withoutUnreadable } from './unreadable.ts';
import { whatChanged } from './what-changed.ts';
import { changeInWords, gapInWords, toldGaps } from './report.ts';

/** What an extraction needs. */
export interface ExtractWorld {
  readonly instance: Instance;
  /** The files as the target branch (or the folder) has them now. */
  readonly existing: ArtifactFiles;
  readonly filter?: Filter;
  /** What the selected things refer to comes along, whatever the filter says. */
  readonly includeDependencies?: boolean;
  /** `apiops`: files of another layout are brought into that of apiops v7 first. */
  readonly layout?: 'keep' | 'apiops';
  readonly log: Log;
}

/**
 * Reads the instance and says how the files have to change. Writes nothing. Throws what reading throws, INVALID_FILE
 * for existing files that cannot be read (a merge into them would lose what they say), UNMATCHED_FILTER.
 */
export async function extract(world: ExtractWorld): Promise<Extraction> {
  const { instance, filter, log } = world;
  const written = readable(readArtifacts(world.existing));
  const existing = world.layout === 'apiops' ? convertedToApiops(world.existing) : world.existing;
  const selection: Selection = filter ?? everything;
  const { read, scopeNotes } = await readLive(world, selection);
  // What the files know under another name keeps its files: no second thing can be called so.
  const { snapshot: live, adoptions } = adopted(read, snapshot(written.documents.flatMap(resourcesIn)));
  for (const { own, other } of adoptions)
    log.line(`${describe(own)} is ${other.name} in the files: the display name is the same.`);
  const documents = documentsOf(live);
  const named = [...read.resources.values(), ...written.documents].map(({ id }) => id);
  const left = live.gaps.flatMap(({ of }) => (typeof of === 'string' ? [] : [of]));
  const there = [...named, ...left];
  const unmatched = filter?.unmatched(there) ?? [];
  if (unmatched.length > 0)
    throw oneError(unmatched, `${unmatched.length} entries of the filter match nothing.`);

  const current: CurrentRevision = (api) => currentIn(live, api) ?? '1';
  // The folder without a revision is the current one's, also when that has changed since the files were written.
  const artifacts = readable(readArtifacts(existing, (said) => (api) => currentIn(live, api) ?? said(api)));
  const draft = draftOf(existing);
  const folder: Existing = { draft, artifacts };
  const merged = await merge(documents, folder, current, log);
  const vanished = await vanishedFrom(live, artifacts.documents, selection, instance);
  const removed = vanished.map((id): ResourceChange => ({
    id,
    kind: 'delete',
    files: removeDocument(id, folder),
    details: [],
    notes: [],
  }));
  const told = [...merged, ...removed]
    .sort((left, right) => compareIds(left.id, right.id))
    .map((change) => ({
      change,
      ...whatChanged(change.id, change.files, existing, routeOf(change.id, live)),
    }));
  const changes = told.map(({ change, details }): ResourceChange => ({ ...change, details }));
  const findings = [...told.flatMap((one) => one.findings), ...opened(artifacts.documents, live)];
  const files = changesBetween(world.existing, draft.files);
  const converted = changesBetween(world.existing, existing);
  const notes = [
    ...(filter?.notes ?? []),
    ...(filter?.idle(there) ?? []),
    ...folderNotes(converted, files),
    ...unreadInWords(artifacts.unread),
    ...changes.flatMap((change) => change.notes),
  ];
  tell(changes, live.gaps, notes, log);
  return { changes, files, findings, documents: documents.length, gaps: live.gaps, notes, scopeNotes };
}

/** "GET /orders": what callers know an operation by. */
function routeOf({ parent }: ResourceId, live: Snapshot): string | undefined {
  const { properties } = (parent === undefined ? undefined : resourceAt(live, parent)) ?? {};
  const [method, template] = [textAt(properties, 'method'), textAt(properties, 'urlTemplate')];
  return method === undefined || template === undefined ? undefined : `${method} ${template}`;
}

/** What more people can call than the files say. */
function opened(written: readonly Document[], live: Snapshot): readonly Finding[] {
  return becomesReachable(snapshot(written.flatMap(resourcesIn)), live).map(({ api, why }) => ({
    kind: 'reachable',
    of: describe(api),
    text: why,
  }));
}

function tell(
  changes: readonly ResourceChange[],
  gaps: readonly Gap[],
  notes: readonly string[],
  log: Log,
): void {
  if (changes.length > 0) {
    const close = log.group(`Different from the files: ${changes.length}`);
    for (const change of changes) log.line(changeInWords(change));
    close();
  }
  for (const note of notes) log.warning(note);
  for (const gap of toldGaps(gaps)) {
    const line = `Not in the files: ${gapInWords(gap)}`;
    // What the tier does not have is missed by nobody.
    if (gap.why === 'not offered here') log.line(line);
    else log.warning(line);
  }
}

/** What is selected, and what is to be said of the edges of the selection. */
async function readLive({ instance, filter, includeDependencies, log }: ExtractWorld, selection: Selection) {
  const close = log.group(`Reading ${instance.name}`);
  try {
    const selected = await instance.read(selection);
    const none: WithDependencies = { live: selected, broughtAlong: [] };
    const isWhole = filter === undefined || includeDependencies !== true;
    const { live, broughtAlong } = isWhole ? none : await withDependencies(selected, instance);
    const outside = filter === undefined ? [] : referencesOutside(live, filter);
    const scopeNotes = [...broughtAlong.map(broughtInWords), ...outsideInWords(outside)];
    const read = withoutUnreadable(withoutConfidential(live));
    log.line(`${documentsOf(read).length} resources read.`);
    for (const note of scopeNotes) log.line(note);
    return { read, scopeNotes };
  } finally {
    close();
  }
}

function readable(artifacts: Artifacts): Artifacts {
  const { problems } = artifacts;
  if (problems.length === 0) return artifacts;
  throw oneError(problems, `${problems.length} of the existing files cannot be read.`);
}

function currentIn(live: Snapshot, api: ResourceId): string | undefined {
  return textAt(resourceAt(live, api)?.properties, currentRevisionProperty);
}

function documentsOf(live: Snapshot): readonly Document[] {
  const ids = [...live.resources.values()].flatMap((resource) => documentIdOf(resource, live) ?? []);
  const unique = [...grouped(ids, keyOf).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
  return unique.flatMap((id) => documentAt(live, id) ?? []);
}

async function merge(
  documents: readonly Document[],
  existing: Existing,
  current: CurrentRevision,
  log: Log,
): Promise<readonly ResourceChange[]> {
  let done = 0;
  // All at once: specifications are exported meanwhile, at the pace that the edge keeps.
  const changes = documents.map(async (document): Promise<readonly ResourceChange[]> => {
    const { files, notes } = await mergeDocument(document, existing, current);
    done += 1;
    log.progress(done, documents.length, 'compared with the files');
    const isNew = files.every(({ kind }) => kind === 'add');
    const kind = isNew ? 'add' : 'edit';
    return files.length === 0 ? [] : [{ id: document.id, kind, files, details: [], notes }];
  });
  return (await Promise.all(changes)).flat();
}

/**
 * Resources that have files and are gone from the instance. A list alone is not believed: the resource, or what it
 * lives in, has to answer 404 by itself (promise 2).
 */
async function vanishedFrom(
  live: Snapshot,
  documents: readonly Document[],
  selection: Selection,
  instance: Instance,
): Promise<readonly ResourceId[]> {
  const missing = documents
    .map(({ id }) => id)
    .filter(
      (id) => selection.includes(id) && resourceAt(live, id) === undefined && gapAt(live, id) === undefined,
    );
  // What lives in a thing that is gone is gone with it: asking for the outermost is enough.
  const keys = new Set(missing.map(keyOf));
  const outermost = missing.filter(
    (id) => !pathOf(id).some((above) => above !== id && keys.has(keyOf(above))),
  );
  const answers = await Promise.all(outermost.map(async (id) => ({ id, gone: await instance.isGone(id) })));
  const doubtful = answers.find(({ gone }) => !gone);
  if (doubtful !== undefined) throw unlisted(doubtful.id);
  return missing;
}

function unlisted(id: ResourceId) {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `${describe(id)} was not listed by the instance, yet it answers when asked for by itself.`,
    remedy: 'Run the task again; the instance was probably changing. No file was touched.',
    where: { resource: describe(id) },
  });
}
