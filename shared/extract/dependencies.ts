import { firstFew } from '../apim/first-few.ts';
import type { Instance } from '../apim/instance.ts';
import { kindsIn } from '../apim/kinds-in.ts';
import { kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { type Reference, referencesIn } from '../apim/references.ts';
import { describe, keyOf, pathOf, resourceId, type ResourceId, workspaceOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { allOf, type Selection } from '../apim/selection.ts';
import { resourceAt, snapshot, type Snapshot, together } from '../apim/snapshot.ts';

/** Something that comes along although the filter does not name it. */
export interface BroughtAlong {
  readonly id: ResourceId;
  /** Who refers to it. */
  readonly by: ResourceId;
}

/** A snapshot with what it refers to, and what that brought along. */
export interface WithDependencies {
  readonly live: Snapshot;
  readonly broughtAlong: readonly BroughtAlong[];
}

/**
 * Reads what the snapshot's resources refer to, what that refers to, and so on, until nothing is missing that the
 * instance has. Throws what reading throws.
 */
export async function withDependencies(selected: Snapshot, instance: Instance): Promise<WithDependencies> {
  let live = selected;
  const broughtAlong: BroughtAlong[] = [];
  let asking = [...selected.resources.values()];
  // Whether braces mean a named value is known when all display names are.
  const called = await instance.read(allCalled(selected));
  while (asking.length > 0) {
    const targets = missingReferences(asking, live).flatMap(({ reference }) => reference.targets);
    const read = targets.length === 0 ? called : together(called, await instance.read(parts(targets)));
    const found = whatIsMeant(asking, live, read);
    const brought = new Set(found.map(({ id }) => keyOf(id)));
    broughtAlong.push(...found);
    const isPart = ({ id }: Resource) => pathOf(id).some((step) => brought.has(keyOf(step)));
    // A link that is referred to by itself brings what it leads to; others come where both of their ends do.
    asking = [...read.resources.values()].filter(
      (one) => isPart(one) && (brought.has(keyOf(one.id)) || leadsInside(one, live, read)),
    );
    live = together(live, snapshot(asking));
  }
  return { live, broughtAlong };
}

/** What taken things refer to and the filter leaves out, "backend shop (API policy orders)". */
export function referencesOutside(live: Snapshot, selection: Selection): readonly string[] {
  const outside = new Set<string>();
  const kinds = new Set<KindName>();
  for (const { of: which, why } of live.gaps) {
    if (why !== 'outside the filter' || typeof which === 'string') continue;
    outside.add(keyOf(which));
    kinds.add(which.kind);
  }
  // Of what is outside, the name is known, not the display name.
  const isLeftOut = ({ kind, targets }: Reference, by: ResourceId) =>
    !selection.concerns(kind, kindsIn(workspaceOf(by)).includes(kind) ? workspaceOf(by) : undefined) ||
    (targets.length === 0 ? kinds.has(kind) : targets.some((key) => outside.has(key)));
  const told = new Map<string, string>();
  for (const { reference, by } of missingReferences([...live.resources.values()], live)) {
    const { kind, name } = reference;
    // What the service makes itself is everywhere.
    if (kindOf(kind).builtIn?.(name, {}) === true) continue;
    const words = `${kindOf(kind).words} ${name}`;
    if (isLeftOut(reference, by) && !told.has(words)) told.set(words, `${words} (${describe(by)})`);
  }
  return [...told.values()].sort();
}

/** "backend shop comes along: API policy orders refers to it." */
export function broughtInWords({ id, by }: BroughtAlong): string {
  return `${describe(id)} comes along: ${describe(by)} refers to it.`;
}

/** One line for all of them, or none. What does not come along when it should is not there. */
export function outsideInWords(outside: readonly string[], includeDependencies: boolean): readonly string[] {
  if (outside.length === 0) return [];
  const names = firstFew(outside, 10);
  if (includeDependencies) return [`The instance does not have what is referred to: ${names}.`];
  return [
    `The filter leaves out what is referred to: ${names}. It has to be where the files are published to; ` +
      'with includeDependencies it comes along.',
  ];
}

interface Missing {
  readonly reference: Reference;
  readonly by: ResourceId;
}

function missingReferences(resources: readonly Resource[], live: Snapshot): readonly Missing[] {
  return resources.flatMap((resource) =>
    referencesIn(resource, live, nothing)
      .filter(({ targets }) => !targets.some((key) => live.resources.has(key)))
      .map((reference) => ({ reference, by: resource.id })),
  );
}

const nothing = snapshot([]);

/** The things themselves, with what belongs to them. */
function parts(targets: readonly string[]): Selection {
  const keys = new Set(targets);
  const kinds = new Set(
    targets.flatMap((key) => kindNames.filter((kind) => `/${key}`.includes(`/${kind}/`))),
  );
  return {
    concerns: (kind) => kinds.has(kind) || kindOf(kind).parents.length > 0,
    includes: (id) =>
      pathOf(id).some((step) => keys.has(keyOf(step))) ||
      targets.some((key) => key.startsWith(`${keyOf(id)}/`)),
  };
}

/** All named values, also those of the workspaces that something of the snapshot is in. */
function allCalled({ resources }: Snapshot): Selection {
  const workspaces = [...resources.values()].flatMap(({ id }) => workspaceOf(id) ?? []);
  return allOf((kind) => kindOf(kind).called === 'by display name', workspaces);
}

/** Which of the things that were read the others refer to. */
function whatIsMeant(asking: readonly Resource[], live: Snapshot, read: Snapshot): readonly BroughtAlong[] {
  const meant = new Map<string, BroughtAlong>();
  for (const resource of asking)
    for (const { targets } of referencesIn(resource, live, read)) {
      if (targets.some((key) => live.resources.has(key))) continue;
      for (const key of targets) {
        const found = read.resources.get(key);
        if (found !== undefined && !meant.has(key)) meant.set(key, { id: found.id, by: resource.id });
      }
    }
  return [...meant.values()];
}

/** A link of something that comes along, with both ends in the files. */
function leadsInside({ id }: Resource, live: Snapshot, read: Snapshot): boolean {
  const { linksTo } = kindOf(id.kind);
  if (linksTo === undefined) return true;
  const target = resourceId(linksTo, id.name, workspaceOf(id));
  return resourceAt(live, target) !== undefined || resourceAt(read, target) !== undefined;
}
