import type { Difference } from './differences.ts';
import { isList, isObject, type Json, type JsonObject, without } from './json.ts';
import { kindOf, type KindName } from './kinds/table.ts';

/**
 * What a file says, as far as the version of Azure's interface that is spoken can show it: it leaves out in silence what
 * is newer (facts: apim-rest 0). Other tools may have read the file with a newer one, and what the instance does not
 * show is not gone because of that.
 */
export function asFarAsShown(kind: KindName, said: JsonObject, shown: JsonObject): JsonObject {
  const { newer = [] } = kindOf(kind).properties ?? {};
  return newer
    .map((path) => path.split('.'))
    .filter((path) => !isAnywhere(shown, path))
    .reduce((rest, path) => withoutAnywhere(rest, path), said);
}

/** Which of these differences come about because the instance does not show what is newer; by their paths. */
export function newerIn(kind: KindName, differences: readonly Difference[]): readonly string[] {
  const { newer = [] } = kindOf(kind).properties ?? {};
  const unshown = differences
    .flatMap((one) => one.items ?? [one])
    .filter(({ before, after }) => before === undefined && after !== undefined)
    .map(({ path }) => path.replace(/\[[^\]]*\]/g, ''));
  return newer.filter((path) => unshown.some((one) => one === path || one.startsWith(`${path}.`)));
}

/** A list on the way means each of its items. */
function isAnywhere(value: Json | undefined, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (isList(value)) return value.some((item) => isAnywhere(item, [step, ...rest]));
  return isObject(value) && Object.hasOwn(value, step) && isAnywhere(value[step], rest);
}

function withoutAnywhere(value: JsonObject, [step, ...rest]: readonly string[]): JsonObject {
  if (step === undefined || !Object.hasOwn(value, step)) return value;
  if (rest.length === 0) return without(value, [step]);
  const inner = (one: Json): Json => (isObject(one) ? withoutAnywhere(one, rest) : one);
  const found = value[step] ?? null;
  return { ...value, [step]: isList(found) ? found.map(inner) : inner(found) };
}
