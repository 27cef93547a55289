import { counted } from '../apim/counted.ts';
import { type Document, documentAt, documentIdOf } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import type { Instance } from '../apim/instance.ts';
import { compareIds, keyOf } from '../apim/resource-id.ts';
import { everything, type Selection } from '../apim/selection.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import type { Filter } from '../configuration/filter.ts';
import type { Log } from '../log/log.ts';
import { selectionWithOtherNames } from './called-otherwise.ts';
import { withoutConfidential, type WithoutConfidential } from './confidential.ts';
import {
  broughtInWords,
  outsideInWords,
  referencesOutside,
  type WithDependencies,
  withDependencies,
} from './dependencies.ts';
import { withoutUnreadable } from './unreadable.ts';

/** What is selected, as files can hold it. */
export interface Selected extends Pick<WithoutConfidential, 'withheld'> {
  readonly read: Snapshot;
  /** What is to be said of the edges of the selection. */
  readonly scopeNotes: readonly string[];
}

export interface SelectedFrom {
  readonly instance: Instance;
  readonly filter?: Filter;
  /** What the selected things refer to comes along, whatever the filter says. */
  readonly includeDependencies?: boolean;
  readonly log: Log;
}

/** Reads what the filter selects, by the names that files have for it. Throws what reading throws. */
export async function readSelected(
  { instance, filter, includeDependencies, log }: SelectedFrom,
  inFiles: Snapshot = snapshot([]),
  selection: Selection = filter ?? everything,
): Promise<Selected> {
  const close = log.group(`Reading ${instance.name}`);
  try {
    const byName = await instance.read(selection);
    const others =
      filter === undefined ? undefined : await selectionWithOtherNames(byName, inFiles, selection, instance);
    const selected = others === undefined ? byName : await instance.read(others);
    const none: WithDependencies = { live: selected, broughtAlong: [] };
    const isComplete = filter !== undefined && includeDependencies === true;
    const { live, broughtAlong } = isComplete ? await withDependencies(selected, instance) : none;
    const outside = filter === undefined ? [] : referencesOutside(live, filter);
    const scopeNotes = [...broughtAlong.map(broughtInWords), ...outsideInWords(outside, isComplete)];
    const { live: open, withheld } = withoutConfidential(live);
    const read = withoutUnreadable(open);
    log.line(`${counted(documentsOf(read).length, 'resource')} read.`);
    for (const note of scopeNotes) log.line(note);
    return { read, scopeNotes, withheld };
  } finally {
    close();
  }
}

/** What the snapshot holds, as files hold it. */
export function documentsOf(live: Snapshot): readonly Document[] {
  const ids = [...live.resources.values()].map((resource) => documentIdOf(resource, live));
  const unique = [...grouped(ids, keyOf).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
  // In one order, whatever that of the instance: lists of links come out alike.
  return unique.sort(compareIds).flatMap((id) => documentAt(live, id) ?? []);
}
