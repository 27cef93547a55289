import type { Instance } from '../instance.ts';
import { defined, type JsonObject, objectOf, textOf, without } from '../json.ts';
import type { Write } from '../kind.ts';
import { invalid } from '../refusal.ts';
import type { Entry } from '../store.ts';
import { apisIn, checkScheme } from './version-sets.ts';

/** The set that a request names, by either of its two properties, in full form (facts 1.3). */
export function namedVersionSet(wanted: JsonObject, { instance, place }: Write): JsonObject {
  const given = textOf(wanted, 'apiVersionSetId') ?? textOf(objectOf(wanted, 'apiVersionSet') ?? {}, 'id');
  if (given === undefined) return {};
  const current = given.replace(/\/api-version-sets\//i, '/apiVersionSets/');
  const set = instance.findReference(current, place.scope);
  if (!set) throw invalid('apiVersionSetId', `ApiVersionSet with id '${given}' not found.`);
  return { apiVersionSetId: `${instance.resourceId}/${instance.pathOf(set)}`, apiVersionSet: undefined };
}

/** An `apiVersionSet` without id asks for a new set (facts 1.3); undefined when there is none to make. */
export function inlineVersionSet(wanted: JsonObject): JsonObject | undefined {
  const inline = objectOf(wanted, 'apiVersionSet');
  if (!inline || inline['id'] !== undefined || wanted['apiVersionSetId'] !== undefined) return undefined;
  const { name, ...rest } = inline;
  if ((name ?? '') === '') throw invalid('name', 'DisplayName is required.');
  return checkScheme({ displayName: name, ...rest });
}

/** Makes the set that was asked for inline; the last step of a write, so that a refused one leaves nothing behind. */
export function makeVersionSet(wanted: JsonObject, { instance, place }: Write): JsonObject {
  const properties = inlineVersionSet(wanted);
  if (!properties) return wanted;
  const name = instance.inventId();
  const set = instance.store.put(`${place.scope}apiversionsets/${name}`, name, defined(properties));
  const apiVersionSetId = `${instance.resourceId}/${instance.pathOf(set)}`;
  return { ...without(wanted, 'apiVersionSet'), apiVersionSetId };
}

/** GET of an API embeds its set, lists do so when asked to (facts 1.3, 1.11). */
export function embeddedVersionSet(instance: Instance, api: JsonObject): JsonObject {
  const set = instance.findReference(textOf(api, 'apiVersionSetId') ?? '');
  if (!set) return {};
  const { displayName, ...rest } = set.properties;
  const id = `${instance.resourceId}/${instance.pathOf(set)}`;
  return { apiVersionSet: { id, name: displayName, ...rest } };
}

/** Facts 1.11: reported, and not sure: with its last API a set goes too. */
export function dropEmptyVersionSet(instance: Instance, gone: Entry): void {
  const set = instance.findReference(textOf(gone.properties, 'apiVersionSetId') ?? '');
  if (!set || instance.switches.emptyVersionSets === 'kept' || apisIn(instance, set).length > 0) return;
  instance.store.delete(set.key);
}
