import { adopted } from '../apim/adoption.ts';
import { currentRevision, currentRevisionProperty, type Document, resourcesIn } from '../apim/documents.ts';
import { textAt } from '../apim/json.ts';
import { isLink } from '../apim/kinds/table.ts';
import type { CurrentRevision } from '../apim/names.ts';
import { becomesReachable } from '../apim/reachable.ts';
import { compareIds, describe, keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import { withoutSaidByWadl } from '../apim/said-by-wadl.ts';
import { resourceAt, snapshot, type Snapshot } from '../apim/snapshot.ts';
import { acceptedSecrets, acceptedSecretsFile } from '../artifacts/accepted-secrets.ts';
import { convertedToApiops } from '../artifacts/convert.ts';
import { changesBetween, draftOf } from '../artifacts/draft.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { withNamesKept } from '../artifacts/keep-names.ts';
import type { NewSpecification } from '../artifacts/merge-formats.ts';
import { type Existing, leftAlone, mergeDocument, removeDocument } from '../artifacts/merge.ts';
import { type Artifacts, readArtifacts } from '../artifacts/read-artifacts.ts';
import { fileName } from '../artifacts/file-name.ts';
import { operationFileNotes, operationFilesOf } from '../artifacts/operation-files.ts';
import { unreadInWords } from '../artifacts/unread.ts';
import type { Filter } from '../configuration/filter.ts';
import { oneError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { gapsOf, keepCoverage } from './coverage.ts';
import type { Extraction, ResourceChange } from './extraction.ts';
import { selectionFor, withFilesMoved } from './files-known.ts';
import type { Finding } from './finding.ts';
import { folderNotes } from './folder-notes.ts';
import { hiddenApis } from './hidden-apis.ts';
import { type SecretsFound, type SecretsGuard, secretsGuard, type SecretsVerdict } from './secrets-guard.ts';
import { documentsOf, readSelected, type SelectedFrom } from './read-selected.ts';
import { routesIn } from './route-of.ts';
import { type SourceIdsSeen, sourceIdsSeen } from './source-ids-seen.ts';
import { vanishedFrom } from './vanished.ts';
import { whatChanged } from './what-changed.ts';
import { changeInWords, gapInWords, toldGaps } from './report.ts';
import { consumersInWords, withoutUnasked } from './unasked.ts';

/** What an extraction needs. */
export interface ExtractWorld extends SelectedFrom {
  /** The files as the target branch (or the folder) has them now. */
  readonly existing: ArtifactFiles;
  /** `apiops`: files of another layout are brought into that of apiops v7 first. */
  readonly layout?: 'keep' | 'apiops';
  /** What becomes of a resource that holds a secret in clear; by default it is withheld. */
  readonly secretsFound?: SecretsFound;
  /** `current`: of each API only the revision that is current. */
  readonly revisions?: 'all' | 'current';
  /** What a specification is written in that has no file yet. */
  readonly newSpecification?: NewSpecification;
}

/**
 * Reads the instance and says how the files have to change. Writes nothing. Throws what reading throws, INVALID_FILE
 * for existing files that cannot be read (a merge into them would lose what they say), UNMATCHED_FILTER, SECRET_FOUND.
 */
export async function extract(world: ExtractWorld): Promise<Extraction> {
  const { instance, filter, log } = world;
  const guard = secretsGuard(acceptedSecrets(world.existing), world.secretsFound);
  const written = readable(readArtifacts(world.existing));
  const inLayout = world.layout === 'apiops' ? convertedToApiops(world.existing) : world.existing;
  const selection = selectionFor(written, filter, world.revisions);
  const inFiles = snapshot(written.documents.flatMap(resourcesIn));
  const { read, scopeNotes, withheld } = await readSelected(world, inFiles, selection);
  // What the files know under another name keeps its files: no second thing can be called so.
  const { snapshot: matched, adoptions } = adopted(read, inFiles);
  const live = await withoutSaidByWadl(withoutUnasked(matched, inFiles), inFiles);
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
  const existing = withFilesMoved(inLayout, written, live, world.revisions);
  const artifacts = readable(readArtifacts(existing, (said) => (api) => currentIn(live, api) ?? said(api)));
  const draft = draftOf(existing);
  const folder: Existing = { draft, artifacts, newSpecification: world.newSpecification };
  const isLeftAlone = (id: ResourceId) =>
    pathOf(id).every(({ name }) => fileName(name) !== undefined) &&
    leftAlone({ id }, folder, current).has('information');
  const kept = withheld.filter(({ id }) => !isLeftAlone(id));
  await Promise.all(kept.map(({ id, secrets }) => guard.count(id, secrets)));
  const source = sourceIdsSeen(instance.id, live);
  const merged = await merge(documents, folder, current, { guard, source, log });
  const secrets = guard.verdict();
  const hidden = hiddenApis(live, artifacts.documents, selection);
  const visible = artifacts.documents.filter(({ id }) => !hidden.has(id));
  const vanished = await vanishedFrom(live, visible, selection, instance);
  const removed = vanished.map((id): ResourceChange => ({
    id,
    kind: 'delete',
    files: removeDocument(id, folder),
    details: [],
    notes: [],
  }));
  const routeOf = routesIn(live);
  const made = new Set(merged.flatMap(({ id, kind }) => (kind === 'add' ? [keyOf(id)] : [])));
  const told = await Promise.all(
    [...merged, ...removed]
      .sort((left, right) => compareIds(left.id, right.id))
      .map(async (change) => {
        // Of what is new there is nothing to lose, and of a first extraction all is new.
        const route = change.kind === 'add' ? undefined : await routeOf(change.id);
        const what = whatChanged(change.id, change.files, existing, route);
        return { change, ...what, findings: isPartOfNew(change, made) ? [] : what.findings };
      }),
  );
  const findings = [
    ...secrets.findings,
    ...told.flatMap((one) => one.findings),
    ...opened(artifacts.documents, live, isLeftAlone),
  ];
  const found = gapsOf([...live.gaps, ...secrets.gaps], inFiles, artifacts.documents);
  const { ofFolder } = found;
  const gaps = found.told.filter(({ of }) => typeof of === 'string' || !isLeftAlone(of));
  keepCoverage(folder, filter, ofFolder);
  const { files: after, pathOf: newPath } = withNamesKept(draft.files, world.existing, artifacts);
  const changes = told.map(({ change, details }): ResourceChange => ({
    ...change,
    details,
    files: change.files.map((file) => ({ ...file, path: newPath(file.path) })),
  }));
  const files = changesBetween(world.existing, after);
  const converted = changesBetween(world.existing, inLayout);
  const notes = [
    ...(filter?.notes ?? []),
    ...(filter?.idle(there) ?? []),
    ...folderNotes(converted, files),
    ...unreadInWords(artifacts.unread),
    ...operationFileNotes(withoutNewOperations(draft.files, existing, artifacts), artifacts),
    ...idleInWords(secrets, filter),
    ...consumersInWords(live.gaps),
    ...hidden.notes,
    ...changes.flatMap((change) => change.notes),
  ];
  const sourceIds = source.inWords();
  for (const line of sourceIds) log.line(`Names this instance in every environment: ${line}.`);
  const { length } = documents;
  const extraction = { changes, files, findings, documents: length, gaps, notes, scopeNotes, sourceIds };
  tell(extraction, log);
  return extraction;
}

/** Files of operations that this run is the first to write are those that no specification can say. */
function withoutNewOperations(
  files: ArtifactFiles,
  existing: ArtifactFiles,
  artifacts: Artifacts,
): ArtifactFiles {
  const isOperationFile = operationFilesOf(artifacts);
  return new Map([...files].filter(([path]) => existing.has(path) || !isOperationFile(path)));
}

/** Whether there was nothing to compare it with: what it lives in is new too, or there can be only one and no file had it. */
function isPartOfNew({ id, kind }: ResourceChange, made: ReadonlySet<string>): boolean {
  const above = pathOf(id).slice(0, -1);
  return kind === 'add' && (above.length === 0 || above.some((one) => made.has(keyOf(one))));
}

/** What more people can call than the files say. */
function opened(
  written: readonly Document[],
  live: Snapshot,
  isLeftAlone: (id: ResourceId) => boolean,
): readonly Finding[] {
  return becomesReachable(snapshot(written.flatMap(resourcesIn)), live)
    .filter(({ api }) => !isLeftAlone(currentRevision(api, live)))
    .map(({ api, why }) => ({ kind: 'reachable', of: describe(api), text: why }));
}

/** With a filter not everything went by. */
function idleInWords({ idle }: SecretsVerdict, filter: Filter | undefined): readonly string[] {
  if (filter !== undefined) return [];
  return idle.map(
    ({ line }) =>
      `${acceptedSecretsFile}, line ${line}: nothing that is found has this fingerprint any more; take it out.`,
  );
}

function tell({ changes, findings, gaps, notes }: Extraction, log: Log): void {
  if (changes.length > 0) {
    const close = log.group(`Different from the files: ${changes.length}`);
    for (const change of changes) log.line(changeInWords(change));
    close();
  }
  for (const { kind, of, text } of findings) if (kind === 'secret') log.warning(`${of} holds ${text}.`);
  for (const note of notes) log.warning(note);
  for (const gap of toldGaps(gaps)) {
    const line = `Not in the files: ${gapInWords(gap)}`;
    // What the tier does not have is missed by nobody.
    if (gap.why === 'not offered here') log.line(line);
    else log.warning(line);
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

async function merge(
  documents: readonly Document[],
  existing: Existing,
  current: CurrentRevision,
  { guard, source, log }: { readonly guard: SecretsGuard; readonly source: SourceIdsSeen; readonly log: Log },
): Promise<readonly ResourceChange[]> {
  let done = 0;
  // All at once: specifications are exported meanwhile, at the pace that the edge keeps.
  const changes = documents.map(async (document): Promise<readonly ResourceChange[]> => {
    const { document: passed, withheld } = await guard.passed(
      document,
      leftAlone(document, existing, current),
    );
    await source.look(passed);
    const { files, notes } = await mergeDocument(passed, existing, current, withheld);
    done += 1;
    log.progress(done, documents.length, 'compared with the files');
    // A link is there or not: a list that is changed has a new one.
    const isNew = isLink(document.id.kind) || files.every(({ kind }) => kind === 'add');
    const kind = isNew ? 'add' : 'edit';
    return files.length === 0 ? [] : [{ id: document.id, kind, files, details: [], notes }];
  });
  return (await Promise.all(changes)).flat();
}
