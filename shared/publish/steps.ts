import { type Change, changeKey, differsInSpecification, isWrite } from '../apim/change.ts';
import { type Document, documentAt, documentIdOf } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { type JsonObject, textAt } from '../apim/json.ts';
import type { Promotion, Write } from '../apim/instance.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { isMarkerName } from '../apim/marker-name.ts';
import { type Reference, referencesIn } from '../apim/references.ts';
import {
  describe,
  keyOf,
  pathOf,
  rootOf,
  type ResourceId,
  scopeKey,
  workspaceOf,
} from '../apim/resource-id.ts';
import { type Gap, gapAt, type Snapshot } from '../apim/snapshot.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Ordered } from './apply.ts';
import { circleErrors } from './circle-errors.ts';
import { namesInTurn } from './names-in-turn.ts';
import { withProtectionFirst } from './protected-first.ts';

/**
 * One request of a plan, and which others it waits for. A typical graph:
 *
 *   named value key <- policy fragment auth <- service policy
 *                \         \__________________
 *                 backend shop <- API orders  <- operation policy orders/getOrder
 *   tag public <- API tag orders/public ___/  \_ product API starter/orders -> product starter, policies of both
 */
export interface Step extends Ordered {
  readonly document: Document;
  /** What this one request carries: almost always one change; an API and its current revision are two. */
  readonly changes: readonly Change[];
  /** A release instead of a write: makes the revision the current one. */
  readonly promotion?: Promotion;
  /** The key of the step that made closed what this one opens to callers: see born-closed.ts. */
  readonly opens?: string;
  readonly siblings?: Write['siblings'];
  readonly unwanted?: Write['unwanted'];
  /** It was written before in this run, and read back otherwise. */
  readonly again?: true;
}

export interface Order {
  readonly steps: ReadonlyMap<string, Step>;
  /** References that lead nowhere, and circles: MISSING_REFERENCE, CYCLE. */
  readonly problems: readonly TaskError[];
}

/**
 * Turns the writes of a plan into steps that know what they wait for. A reference that is live already is satisfied. A
 * circle is told also where it runs through `files` that are not written.
 */
export function stepsOf(
  changes: readonly Change[],
  wanted: Snapshot,
  live: Snapshot,
  { nowhere = 'neither in the files nor in the instance', files = wanted }: Partial<Circumstances> = {},
): Order {
  const writes = changes.filter(isWrite);
  const carriers = new Map(writes.map((change) => [changeKey(change), keyOf(carrierOf(change, wanted))]));
  const groups = grouped(writes, (change) => carriers.get(changeKey(change)) ?? '');
  const turns = namesInTurn(writes, carriers, live);
  const problems: TaskError[] = [...turns.problems];
  const steps = new Map<string, Step>();
  for (const [key, own] of groups) {
    const [first] = own;
    const whole = first === undefined ? undefined : documentAt(wanted, carrierOf(first, wanted));
    if (whole === undefined) continue;
    const document = own.some(changesSpecification) ? whole : withoutSpecification(whole);
    const references = own.flatMap(({ resource }) => referencesIn(resource, wanted, live));
    problems.push(
      ...references
        .filter((one) => isMissing(one, wanted, live))
        .map((one) => missing(one, document, nowhere)),
    );
    problems.push(...missingParents(document, wanted, live, nowhere));
    const needed = [...references.flatMap(({ targets }) => targets), ...parentsOf(document.id)];
    const after = new Set(
      [...needed.flatMap((target) => carriers.get(target) ?? []), ...(turns.after.get(key) ?? [])].filter(
        (one) => one !== key,
      ),
    );
    const step = { id: document.id, document, changes: own, after, locks: locksOf(document, own) };
    const isNewApi = own.some(({ kind, resource }) => kind === 'create' && resource.id !== document.id);
    steps.set(key, isNewApi ? { ...step, siblings: siblingsOf(document.id, wanted) } : step);
  }
  return {
    steps: withProtectionFirst(steps, wanted),
    // By references alone: what protects a thing goes before it where that is possible, and is no reason to refuse.
    problems: [...problems, ...circleErrors(steps, files, live)],
  };
}

interface Circumstances {
  /** Where else something is not, for people. */
  readonly nowhere: string;
  /** All that there is to refer to, also what was not compared. */
  readonly files: Snapshot;
}

function carrierOf({ resource }: Change, wanted: Snapshot): ResourceId {
  return documentIdOf(resource, wanted);
}

/** The other revisions of the same API, by number. */
function siblingsOf(id: ResourceId, { resources }: Snapshot): ReadonlyMap<string, JsonObject> {
  const { kind, parent } = id;
  if (kindOf(kind).naming === undefined || parent === undefined) return new Map();
  const all = [...resources.values()].filter(
    (one) => one.id.kind === kind && one.id.parent !== undefined && keyOf(one.id.parent) === keyOf(parent),
  );
  return new Map(
    all.filter((one) => one.id.name !== id.name).map(({ id: { name }, properties }) => [name, properties]),
  );
}

/** An import replaces operations: it is done only where they change. */
function changesSpecification(change: Change): boolean {
  const { kind, resource } = change;
  return kind === 'create' ? resource.specification !== undefined : differsInSpecification(change);
}

function withoutSpecification({ specification: _, ...document }: Document): Document {
  return document;
}

function parentsOf(id: ResourceId): readonly string[] {
  return id.parent === undefined ? [] : [keyOf(id.parent), ...parentsOf(id.parent)];
}

/** Steps that share a lock never run at the same time (facts: apim-rest 4.4). */
export function locksOf({ id, properties }: Document, changes: readonly Change[] = []): readonly string[] {
  const root = rootOf(id);
  const { lock } = kindOf(root.kind);
  if (lock === undefined) return [];
  if (lock === 'kind') return [`${scopeKey(workspaceOf(root))} ${root.kind}`];
  const made = changes.flatMap((change) =>
    change.kind === 'create' ? [kindOf(change.resource.id.kind)] : [],
  );
  const shared = made.flatMap(({ lockWhenMade }) =>
    lockWhenMade === undefined ? [] : [textAt(properties, lockWhenMade) ?? ''],
  );
  return [
    keyOf(root),
    ...shared.filter((one) => one !== '').map((one) => `${scopeKey(workspaceOf(root))} ${one.toLowerCase()}`),
  ];
}

function isMissing({ kind, name, targets }: Reference, wanted: Snapshot, live: Snapshot): boolean {
  // What publishing remembers is nobody's to use.
  if (isMarkerName(name)) return true;
  // No file holds what the service makes and keeps.
  if (kindOf(kind).builtIn?.(name, {}) === true) return false;
  const found = targets.some((target) => wanted.resources.has(target) || live.resources.has(target));
  // What was listed but not read is there; a kind that could not be read may well hold it: the service will say.
  const listed = ({ of }: Gap) => (typeof of === 'string' ? of === kind : targets.includes(keyOf(of)));
  return !found && !live.gaps.some(listed);
}

/** A policy of an API that is nowhere: its files were forgotten, or its folder is misspelled. */
function missingParents(
  { id, file }: Document,
  wanted: Snapshot,
  live: Snapshot,
  nowhere: string,
): readonly TaskError[] {
  const parent = pathOf(id).find(
    (one) =>
      one !== id &&
      kindOf(one.kind).carriedBy !== 'specification' &&
      isMissing({ kind: one.kind, name: one.name, targets: [keyOf(one)] }, wanted, live) &&
      gapAt(live, one) === undefined,
  );
  if (parent === undefined) return [];
  return [
    new TaskError('MISSING_REFERENCE', {
      message: `${describe(id)} belongs to ${describe(parent)}, which is ${nowhere}.`,
      remedy: 'Add its information file, or correct the name of the folder.',
      where: whereOf({ id, file }),
    }),
  ];
}

function missing({ kind, name }: Reference, { id, file }: Document, nowhere: string): TaskError {
  return new TaskError('MISSING_REFERENCE', {
    message: `${describe(id)} refers to ${kindOf(kind).words} ${name}, which is ${nowhere}.`,
    remedy: 'Add it to the files, or correct the name.',
    where: whereOf({ id, file }),
  });
}
