import { type JsonObject, stableText } from '../json.ts';

/** Whether what is live, in the form of files, is what instances have from birth under that name. */
export function isAsBorn(
  born: Readonly<Record<string, JsonObject>>,
  name: string,
  properties: JsonObject,
): boolean {
  const known = Object.entries(born).find(([key]) => key === name.toLowerCase());
  return known !== undefined && stableText(known[1]) === stableText(properties);
}
