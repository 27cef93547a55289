import { canonical } from './canonical.ts';
import { isList, isObject, type Json, type JsonObject, stableText, textAt } from './json.ts';
import { kindOf, type KindName } from './kinds/table.ts';
import { unspeakablePaths } from './secrets.ts';

/** One thing that differs. Values are left out where they may be secret or are too long to read. */
export interface Difference {
  /** Dotted, for people: "tls.validateCertificateName"; "policy", "specification" for whole texts. */
  readonly path: string;
  /** The same for machines: names may hold dots. */
  readonly steps: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
  /** The same for people, where both sides are lists: item by item, `services[/backends/a].weight`. */
  readonly items?: readonly Difference[];
  /** Said instead of the values: "(secret)", "12 lines changed". */
  readonly note?: string;
  /** Why people should look at it before all others. */
  readonly concern?: Concern;
  /** What is live may not be read: nobody can say whether it differs. */
  readonly unreadable?: true;
}

/** Said instead of values that nobody shall see. */
export const confidential = '(confidential)';

/** Callers would notice; a policy protects less; or only the gateway knows whether it does. */
export type Concern = 'breaking' | 'weaker protection' | 'check protection';

/** What turns the live properties into the wanted ones. Empty: they mean the same. */
export function propertyDifferences(
  kind: KindName,
  wanted: JsonObject,
  live: JsonObject,
): readonly Difference[] {
  const row = kindOf(kind);
  const found = between(canonical(wanted, row), canonical(live, row), []);
  return found.map((difference) => {
    const told = isConfidential(kind, difference.path) ? veiled(difference) : difference;
    return isSaidByCallers(kind, difference) ? { ...told, concern: 'breaking' } : told;
  });
}

/** Whether callers have to say something else from now on. A file of a revision holds what belongs to its API too. */
function isSaidByCallers(kind: KindName, { path, before }: Difference): boolean {
  const { naming, parents, properties } = kindOf(kind);
  const above = naming === undefined ? [] : parents.map((parent) => kindOf(parent).properties);
  const said = [properties, ...above].flatMap((rules) => rules?.callersSay ?? []);
  return before !== undefined && said.some((one) => path === one || path.startsWith(`${one}.`));
}

function between(
  wanted: Json | undefined,
  live: Json | undefined,
  steps: readonly string[],
): readonly Difference[] {
  if (isObject(wanted) && isObject(live)) {
    const keys = [...new Set([...Object.keys(live), ...Object.keys(wanted)])].sort();
    return keys.flatMap((key) => between(own(wanted, key), own(live, key), [...steps, key]));
  }
  if (wanted === undefined && live === undefined) return [];
  if (wanted !== undefined && live !== undefined && stableText(wanted) === stableText(live)) return [];
  return [different(wanted, live, steps)];
}

function different(wanted: Json | undefined, live: Json | undefined, steps: readonly string[]): Difference {
  const before = live === undefined ? {} : { before: live };
  const after = wanted === undefined ? {} : { after: wanted };
  const items = isList(wanted) && isList(live) ? betweenLists(wanted, live, steps) : [];
  const inItems = items.length === 0 ? {} : { items };
  return { path: steps.join('.'), steps, ...before, ...after, ...inItems };
}

/** Item by item, where all items of both sides have a name of their own, or are plain values. */
function betweenLists(
  wanted: readonly Json[],
  live: readonly Json[],
  steps: readonly string[],
): readonly Difference[] {
  const [mine, theirs] = [byName(wanted), byName(live)];
  if (mine === undefined || theirs === undefined) return [];
  const found = [...new Set([...theirs.keys(), ...mine.keys()])].flatMap((name) =>
    between(mine.get(name), theirs.get(name), [name]),
  );
  const list = steps.join('.');
  return found.map((one) => {
    const [name = '', ...inner] = one.steps;
    return { ...one, path: [`${list}[${name}]`, ...inner].join('.'), steps: [...steps, ...one.steps] };
  });
}

/** What an item is called: APIs of Azure call it name or id, or it is its own name. */
function byName(list: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const named = list.flatMap((item) => {
    const name = isObject(item) ? (textAt(item, 'name') ?? textAt(item, 'id')) : item;
    return typeof name === 'string' ? [[name, item] as const] : [];
  });
  const names = new Map(named);
  return names.size === list.length ? names : undefined;
}

function own(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isConfidential(kind: KindName, path: string): boolean {
  // A difference may lie above ("credentials" as a whole) or below ("credentials.header.key").
  return unspeakablePaths(kind).some((one) => covers(one, path) || covers(path, one));
}

function covers(outer: string, inner: string): boolean {
  // Azure reads names of properties without regard to case: "Value" is the value.
  return `${inner}.`.toLowerCase().startsWith(`${outer}.`.toLowerCase());
}

function veiled({ path, steps }: Difference): Difference {
  return { path, steps, note: confidential };
}
