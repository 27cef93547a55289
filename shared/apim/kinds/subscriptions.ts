import { isInventedName } from '../invented-name.ts';
import { type JsonObject, textAt } from '../json.ts';

/** The one with access to all, and those that the service makes with a product (facts: apim-rest 1.12, 1.17). */
export function isServiceSubscription(name: string, properties: JsonObject): boolean {
  const isOfProduct = /\/products\/[^/]+$/i.test(textAt(properties, 'scope') ?? '');
  const isNameless = (textAt(properties, 'displayName') ?? '') === '';
  return /^master$/i.test(name) || (isInventedName(name) && isOfProduct && isNameless);
}

/**
 * Somebody may call with its keys, or could again: not one that has ended, and not one that the service made for its
 * administrator. A nameless one of anybody else may have come about in another way: it counts as live.
 */
export function isLiveSubscription(name: string, properties: JsonObject): boolean {
  const hasEnded = /^(?:cancelled|expired|rejected)$/i.test(textAt(properties, 'state') ?? '');
  const isOfAdministrator = /^(?:.*\/users\/1)?$/i.test(textAt(properties, 'ownerId') ?? '');
  return !hasEnded && !(isOfAdministrator && isServiceSubscription(name, properties));
}
