import type { Document } from '../apim/documents.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { didYouMean } from '../apim/nearest.ts';
import { describe, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { OverrideEntry } from './override-entries.ts';
import type { YamlFile } from './yaml-file.ts';

/** UNMATCHED_OVERRIDE: no file says what this entry is about. The remedy has the name that was probably meant. */
export function unmatchedEntry(
  { target, path }: OverrideEntry,
  documents: readonly Document[],
  yaml: YamlFile,
): TaskError {
  const { wanted, names } = wrongStep(
    target,
    documents.map(({ id }) => id).filter(({ kind }) => kind === target.kind),
  );
  const isCarried = kindOf(target.kind).carriedBy === 'specification' && names.length === 0;
  const remedy = isCarried
    ? 'What it is says a specification: change that, or override only what lives in it, as its policy.'
    : didYouMean(wanted, names);
  return yaml.error('UNMATCHED_OVERRIDE', path, `${describe(target)} is not among the files.`, remedy);
}

/**
 * UNMATCHED_OVERRIDE: files of other tools hold what each instance makes for itself. Their users give the key of a
 * logger to the named value that the service made for it (facts: peers 2.5, apim-rest 1.13).
 */
export function entryOfService({ target, path }: OverrideEntry, yaml: YamlFile): TaskError {
  const { secret } = kindOf(target.kind).properties ?? {};
  const instead = secret === undefined ? '' : ' The key of a logger or cache is given in its own entry.';
  const message = `${describe(target)} is made by each instance for itself, and never published.`;
  return yaml.error('UNMATCHED_OVERRIDE', path, message, `Take the entry out.${instead}`);
}

/**
 * Where the way to the target leaves all ways that there are, and the names there: of a policy of an operation that
 * nobody knows, those of the operations that have one.
 */
function wrongStep(target: ResourceId, ids: readonly ResourceId[]) {
  const way = wayTo(target);
  const ways = ids.map(wayTo).map((other) => ({ other, along: stepsAlong(way, other) }));
  const most = Math.max(0, ...ways.map(({ along }) => along));
  const step = way[most] ?? target;
  const there = ways
    .filter(({ along }) => along === most)
    .flatMap(({ other }) => other[most] ?? [])
    .filter(({ kind }) => kind === step.kind);
  return { wanted: step.name, names: [...new Set(there.map(({ name }) => name))] };
}

/** A revision is called by the name of its API. */
function wayTo(id: ResourceId): readonly ResourceId[] {
  return pathOf(id).filter(({ kind }) => kindOf(kind).naming === undefined);
}

function stepsAlong(way: readonly ResourceId[], other: readonly ResourceId[]): number {
  const same = (one: ResourceId, at: number) =>
    one.kind === other[at]?.kind && one.name.toLowerCase() === other[at].name.toLowerCase();
  const left = way.findIndex((one, at) => !same(one, at));
  return left === -1 ? way.length : left;
}
