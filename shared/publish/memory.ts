import type { Instance } from '../apim/instance.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { type Desired, noOverrides, type Overriding } from './desired.ts';
import { findMarkers, type FoundMarkers } from './find-markers.ts';
import { type Former, formerAt } from './former.ts';
import { type Marker, together } from './marker.ts';
import { markerPlaces, placesInWords } from './marker-places.ts';
import { digest, type PresentPublishing, presentPublishing } from './publishing.ts';
import type { PromoteRevision } from './promote-revision.ts';
import type { Source } from './source.ts';
import { stayedSince } from './staying.ts';

/** What a run has to know to remember. */
export interface Remembering {
  readonly source: Source;
  readonly files: ArtifactFiles;
  readonly overrides?: Overriding;
  readonly allowOlderCommit: boolean;
  readonly promoteRevision?: PromoteRevision | undefined;
}

/** What the instance remembers of this repository, and what was in the commits that it names. */
export interface Memory extends Pick<FoundMarkers, 'home' | 'left'> {
  readonly publishing: PresentPublishing;
  /** What it says; of another service, or unreadable, it says nothing. */
  readonly marker: Marker;
  /** Nothing is remembered: this repository has never been published here. */
  readonly isFirst: boolean;
  readonly formers: readonly Former[];
  /** What went from the files of earlier commits and stayed in the instance, with all that was in it. */
  readonly stayed: readonly Former[];
  /** Commits that the marker names and nobody can show. */
  readonly unknown: readonly string[];
}

/** All that this repository is known to have published, by commit. */
export function publishedBefore(memory: Memory | undefined): readonly Former[] {
  return memory === undefined ? [] : [...memory.formers, ...memory.stayed];
}

/** Recalls what was published before. OLDER_COMMIT when that was of a newer commit. */
export async function recall(
  remembering: Remembering,
  desired: Desired,
  instance: Instance,
  log: Log,
): Promise<Memory> {
  const { source, files, overrides = noOverrides, promoteRevision } = remembering;
  const { repository, folder, branch } = source;
  const publishing = await presentPublishing(source, files, desired, overrides, { promoteRevision });
  const places = markerPlaces(desired.documents);
  const words = placesInWords(places);
  if (words !== undefined) log.line(words);
  const folderDigest = digest([repository.toLowerCase(), folder, 'service'].join('\n'));
  const { home, left, markers } = await findMarkers(folderDigest, places, instance, log);
  const marker = {
    ...together(markers),
    ...{ service: instance.id, repository, folder },
    ...(branch === undefined ? {} : { branch }),
  };
  const taken = new Set(markers.flatMap((one) => one.taken?.commit ?? []));
  for (const commit of taken) await refuseOlder(publishing, commit, remembering, log);
  const commits = new Set([marker.taken, ...marker.attempted].flatMap((one) => one?.commit ?? []));
  const formers: Former[] = [];
  const unknown: string[] = [];
  for (const commit of commits) {
    const former = await formerAt(commit, { files, overrides }, publishing, source);
    if (former === undefined) unknown.push(commit);
    else formers.push(former);
  }
  const stayed: Former[] = [];
  for (const one of marker.stays ?? [])
    stayed.push(
      await stayedSince(one, desired, (commit) => formerAt(commit, { files, overrides }, publishing, source)),
    );
  return { home, left, publishing, marker, isFirst: markers.length === 0, formers, stayed, unknown };
}

async function refuseOlder(
  { commit }: PresentPublishing,
  taken: string,
  { source, allowOlderCommit }: Remembering,
  log: Log,
): Promise<void> {
  if (commit === taken || commit.startsWith('content:') || taken.startsWith('content:')) return;
  const isOlder = await source.isOlder(commit, taken);
  if (isOlder === undefined) {
    log.line(
      `Nobody can say whether commit ${commit} is older than ${taken}, which was published last: it counts as newer.`,
    );
  }
  if (isOlder !== true) return;
  if (allowOlderCommit) {
    log.line(`Going back from commit ${taken} to ${commit}, which is older.`);
    return;
  }
  throw new TaskError('OLDER_COMMIT', {
    message: `Commit ${commit} is older than ${taken}, which was published last. Nothing was written.`,
    remedy: 'Publish the newer commit; to go back on purpose, set allowOlderCommit to true.',
  });
}
