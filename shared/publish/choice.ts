import { counted } from '../apim/counted.ts';
import { type Document, resourcesIn } from '../apim/documents.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import { changedSpecifications } from './changed-specifications.ts';
import type { Desired } from './desired.ts';
import { type Former, saysTheSame } from './former.ts';
import { type Memory, publishedBefore } from './memory.ts';
import { holdersOfSecrets } from './publishing.ts';

/** `changes`: what differs from what was published last, or was begun since. `all`: everything. */
export type Scope = 'changes' | 'all';

/** Which resources are compared, and why these. */
export interface Choice {
  /** Keys of resources; undefined: all. */
  readonly keys: ReadonlySet<string> | undefined;
  /** For people, the end of "compared: ...". */
  readonly because: string;
  /** Keys of the documents whose specification is imported where nobody can tell whether the instance has it. */
  readonly specifications: ReadonlySet<string>;
  /** What people should know of what changed in the files. */
  readonly notes: readonly string[];
}

/** Chooses what is compared with the instance. Whatever is not certain leads to everything. */
export async function choose(scope: Scope, memory: Memory | undefined, desired: Desired): Promise<Choice> {
  const [compared, specifications] = await Promise.all([
    chooseCompared(scope, memory, desired),
    changedSpecifications(desired.documents, memory),
  ]);
  return { ...compared, specifications: specifications.keys, notes: specifications.notes };
}

async function chooseCompared(
  scope: Scope,
  memory: Memory | undefined,
  desired: Desired,
): Promise<Pick<Choice, 'keys' | 'because'>> {
  if (scope === 'all' || memory === undefined) return { keys: undefined, because: 'scope is all' };
  const doubt = doubtOf(memory);
  if (doubt !== undefined) return { keys: undefined, because: doubt };
  const secrets = holdersOfSecrets(desired);
  const changed = await changedSince(desired.documents, memory.formers);
  const chosen = desired.documents.filter(({ id }) => changed.has(keyOf(id)) || secrets.has(keyOf(id)));
  const keys = new Set(chosen.flatMap((document) => resourcesIn(document).map(({ id }) => keyOf(id))));
  return { keys, because: inWords(changed.size, chosen.length, memory) };
}

function doubtOf({ publishing, marker, unknown, isFirst }: Memory): string | undefined {
  const { taken, attempted, tooMany } = marker;
  if (isFirst) return 'nothing is remembered of this instance';
  if (taken === undefined) return 'no commit was published whole by now';
  if (publishing.because !== undefined && !publishing.commit.startsWith('content:'))
    return publishing.because;
  if (tooMany === true) return `more than ${attempted.length} publications were begun since ${taken.commit}`;
  if ([taken, ...attempted].some(({ outside }) => outside !== publishing.outside))
    return (
      publishing.because ??
      'promoteRevision, the file of overrides, overrides from outside of the repository, or this extension, are others than before'
    );
  return unknown.length > 0
    ? (publishing.because ?? `nobody can show the files of commit ${unknown.join(', ')}`)
    : undefined;
}

async function changedSince(
  documents: readonly Document[],
  formers: readonly Former[],
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (const document of documents) {
    const key = keyOf(document.id);
    for (const former of formers) {
      const then = former.documents.get(key);
      if (then === undefined || !(await saysTheSame(document, then))) changed.add(key);
    }
  }
  return changed;
}

function inWords(changed: number, chosen: number, { marker, publishing }: Memory): string {
  const since = marker.attempted.length === 0 ? '' : `, and ${marker.attempted.length} begun since`;
  const last = `commit ${marker.taken?.commit ?? ''}, the last one published whole${since}`;
  const same = publishing.commit === marker.taken?.commit && marker.attempted.length === 0;
  const secrets =
    chosen === changed
      ? ''
      : `; ${counted(chosen - changed, 'more holds', 'more hold')} values from outside of it`;
  if (same) return `this is ${last}${secrets}`;
  return `${changed === 0 ? 'nothing differs' : counted(changed, 'differs', 'differ')} from ${last}${secrets}`;
}

/**
 * What was published before, or begun, and is in the files no more: by key, as it was then. What .apimignore tells to
 * leave alone is not gone.
 */
export function goneSince(
  memory: Memory | undefined,
  { documents, ignores }: Desired,
): ReadonlyMap<string, Document> {
  const present = new Set(documents.flatMap(({ id }) => pathOf(id).map(keyOf)));
  const gone = new Map<string, Document>();
  for (const { documents: then, wholePath } of publishedBefore(memory)) {
    const isLeftAlone = ({ file }: Document) =>
      file !== undefined && (ignores(file) || ignores(wholePath(file)));
    for (const [key, document] of then) {
      if (present.has(key) || isLeftAlone(document)) continue;
      // A revision that was current in one of them was current: then it stays, as what callers may be led back to.
      if (!gone.has(key) || (document.current && gone.get(key)?.current !== true)) gone.set(key, document);
    }
  }
  return gone;
}

/**
 * The revisions in the files that were in none that this repository published, or began to: what was in the instance of
 * them before is not of this repository. None where that cannot be said.
 */
export function freshSince(memory: Memory | undefined, { documents }: Desired): readonly ResourceId[] {
  if (memory?.marker.taken === undefined || memory.unknown.length > 0 || memory.marker.tooMany === true)
    return [];
  const { formers } = memory;
  return documents
    .map(({ id }) => id)
    .filter(
      (id) =>
        kindOf(id.kind).naming !== undefined && !formers.some(({ documents: then }) => then.has(keyOf(id))),
    );
}
