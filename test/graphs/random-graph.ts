import { boolean, type GeneratorValue, integer, shuffledSubarray, subarray } from 'fast-check';
import type { JsonObject } from '../../shared/apim/json.ts';
import { isInWorkspaces, kindsIn } from '../../shared/apim/kinds-in.ts';
import { type KindName, kindOf } from '../../shared/apim/kinds/table.ts';
import { relativePathOf } from '../../shared/apim/names.ts';
import {
  isScope,
  keyOf,
  resourceId,
  type ResourceId,
  scopeKey,
  workspaceOf,
} from '../../shared/apim/resource-id.ts';
import { type Draw, type Drawing, drawings } from './kinds-to-draw.ts';

/** One thing of a folder, and what has to be there before it. */
export interface Thing {
  readonly id: ResourceId;
  readonly properties: JsonObject;
  readonly policy?: string;
  readonly specification?: readonly [extension: string, text: string];
  readonly needs: readonly Thing[];
}

const inOrder = Object.entries(drawings) as readonly [KindName, Drawing][];

/** Things of random kinds, of which each refers to earlier ones at random: never in a circle, never to what is not there. */
export function drawGraph(draw: GeneratorValue): readonly Thing[] {
  const things: Thing[] = [];
  // An order of their own: alphabetical order is no order of dependencies.
  const letters = draw(shuffledSubarray, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], { minLength: 8 });
  for (const [kind, drawing] of inOrder) {
    const parents = [undefined, ...things].filter(
      (parent) => kindsIn(parent?.id).includes(kind) && (drawing.livesIn?.(parent?.properties ?? {}) ?? true),
    );
    for (const parent of parents) {
      for (const name of namesFor(kind, parent, { things, draw, drawing, letters })) {
        const thing = thingOf(resourceId(kind, name, parent?.id), drawing, { things, draw, parent });
        if (thing !== undefined) things.push(thing);
      }
    }
  }
  return things;
}

interface SoFar {
  readonly things: readonly Thing[];
  readonly draw: GeneratorValue;
}

/** Links, and what is named after another thing, are called as that is. */
function namesFor(
  kind: KindName,
  parent: Thing | undefined,
  { things, draw, drawing, letters }: SoFar & { drawing: Drawing; letters: readonly string[] },
): readonly string[] {
  const { linksTo, namedAfter = linksTo, onlyName } = kindOf(kind);
  const [least, most] = drawing.many ?? [0, 1];
  if (namedAfter !== undefined) {
    const named = namesakes(kind, parent?.id, things).map(({ id }) => id.name);
    return few([...new Set(named)], 2, draw);
  }
  const names = drawing.names ?? (onlyName === undefined ? letters : [onlyName]);
  const size = least === most ? least : draw(integer, { min: least, max: most });
  const last = drawing.names === undefined ? names.length - size : 0;
  const from = size === 0 || last <= 0 ? 0 : draw(integer, { min: 0, max: last });
  return names.slice(from, from + size);
}

function thingOf(
  id: ResourceId,
  { properties = () => ({}), policy, specification }: Drawing,
  soFar: SoFar & { parent: Thing | undefined },
): Thing | undefined {
  const { parent, things } = soFar;
  const needs = new Set<Thing>(parent === undefined ? [] : [parent]);
  for (const one of namesakes(id.kind, id.parent, things)) if (one.id.name === id.name) needs.add(one);
  const source = sourceOf(id, soFar, needs);
  const own = properties(source);
  if (own === undefined) return undefined;
  const text = policy?.(source);
  const document = specification?.(own, id.parent?.name ?? '');
  return {
    ...{ id, properties: own, needs: [...needs] },
    ...(text === undefined ? {} : { policy: text }),
    ...(document === undefined ? {} : { specification: document }),
  };
}

/** What a thing is drawn from; everything that it takes from there, it `needs`. */
function sourceOf(id: ResourceId, { things, draw }: SoFar, needs: Set<Thing>): Draw {
  const some = (kind: KindName, most: number, suits: (properties: JsonObject) => boolean = () => true) => {
    const all = inReach(kind, id.parent, things).filter((one) => suits(one.properties));
    const found = few(all, most, draw);
    for (const one of found) needs.add(one);
    return found;
  };
  const workspace = workspaceOf(id);
  return {
    name: id.name,
    beside: things.filter((one) => isBeside(one.id, id)).map(({ properties }) => properties),
    ...(id.parent === undefined ? {} : { parent: path(id.parent) }),
    ...(workspace === undefined ? {} : { workspace: path(workspace) }),
    flip: () => draw(boolean),
    names: (kind) => some(kind, 1).map((one) => one.id.name),
    id: (kind, suits) => some(kind, 1, suits).map((one) => idIn(one, draw))[0],
    ids: (kind) => some(kind, 2).map((one) => idIn(one, draw)),
    key: () => some('namedValue', 1).map((one) => `{{Key-${one.id.name}}}`)[0],
  };
}

function path(id: ResourceId): string {
  return relativePathOf(id, () => '1');
}

function isBeside(one: ResourceId, other: ResourceId): boolean {
  return keyOf({ ...one, name: '' }) === keyOf({ ...other, name: '' });
}

/** In a workspace the short id means what is in it; the long one does too. */
function idIn({ id }: Thing, draw: GeneratorValue): string {
  const isShort = workspaceOf(id) !== undefined && draw(boolean);
  return isShort ? path(id).replace(/^\/workspaces\/[^/]+/, '') : path(id);
}

function few<T>(all: readonly T[], most: number, draw: GeneratorValue): readonly T[] {
  return all.length === 0 ? [] : draw(subarray, [...all], { maxLength: Math.min(most, all.length) });
}

/** What such a thing can be called after: where it lives it is a link to one of these, or says more of it. */
function namesakes(
  kind: KindName,
  parent: ResourceId | undefined,
  things: readonly Thing[],
): readonly Thing[] {
  const { linksTo, namedAfter = linksTo } = kindOf(kind);
  if (namedAfter === undefined) return [];
  if (parent === undefined || !kindOf(namedAfter).parents.includes(parent.kind))
    return inReach(namedAfter, parent, things);
  const beside = keyOf(parent);
  return things.filter(
    ({ id }) => id.kind === namedAfter && id.parent !== undefined && keyOf(id.parent) === beside,
  );
}

/** Things of a kind that a thing there can refer to: in its workspace, or in the instance. */
function inReach(kind: KindName, parent: ResourceId | undefined, things: readonly Thing[]): readonly Thing[] {
  const own = parent !== undefined && isScope(parent) ? parent : parent && workspaceOf(parent);
  const scope = scopeKey(isInWorkspaces(kind) ? own : undefined);
  return things.filter(({ id }) => id.kind === kind && scopeKey(workspaceOf(id)) === scope);
}
