import { type JsonObject, textAt } from '../json.ts';

/**
 * Administrators, developers and guests are there from birth, under other names on older services; a product is shown
 * to them all the same (facts: apim-rest 1.17). Files need not say more than the name.
 */
export function isBuiltInGroup(name: string, properties: JsonObject): boolean {
  if (properties['builtIn'] === true || /^system$/i.test(textAt(properties, 'type') ?? '')) return true;
  return isWord(name);
}

/** What a group that an older service was born with is called everywhere else: its name there says nothing elsewhere. */
export function nameOfBuiltInGroup(properties: JsonObject): string | undefined {
  const word = textAt(properties, 'displayName')?.toLowerCase() ?? '';
  return isBuiltInGroup('', properties) && isWord(word) ? word : undefined;
}

function isWord(name: string): boolean {
  return /^(?:administrators|developers|guests)$/i.test(name);
}
