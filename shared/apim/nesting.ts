import { isList, isObject } from './json.ts';

/** Deeper than anything people write. What walks through values calls itself once a level, and a stack has an end. */
export const deepestNesting = 500;

/** Whether objects and lists stand in each other more than `deepestNesting` deep. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestNesting) return true;
    level = level.flatMap((one) => (isList(one) ? [...one] : isObject(one) ? Object.values(one) : []));
  }
  return false;
}
