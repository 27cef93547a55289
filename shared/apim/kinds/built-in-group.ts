import { type JsonObject, textAt } from '../json.ts';

/**
 * Administrators, developers and guests are there from birth, under other names on older services; a product is shown
 * to them all the same (facts: apim-rest 1.17). Files need not say more than the name.
 */
export function isBuiltInGroup(name: string, properties: JsonObject): boolean {
  if (properties['builtIn'] === true || /^system$/i.test(textAt(properties, 'type') ?? '')) return true;
  return /^(?:administrators|developers|guests)$/i.test(name);
}
