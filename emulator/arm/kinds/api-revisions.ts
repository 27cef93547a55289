import type { Instance } from '../instance.ts';
import { type Json, type JsonObject, textOf } from '../json.ts';
import type { Write } from '../kind.ts';
import { revisionOf, rootOf } from '../place.ts';
import { invalid, Refusal } from '../refusal.ts';
import { scopeOf } from '../scope.ts';
import type { Entry } from '../store.ts';

/** All revisions of the API that the key belongs to, in order of creation. */
export function revisionsOf(instance: Instance, apiKey: string): Entry[] {
  return instance.store.list(`${scopeOf(apiKey)}apis`).filter(({ key }) => rootOf(key) === rootOf(apiKey));
}

export function isCurrentRevision(instance: Instance, apiKey: string): boolean {
  return revisionOf(apiKey) === instance.currentRevisionOf(apiKey);
}

/** Whether the key is of no API, or lies in the current revision of one of the instance. */
export function isOfCurrentRevision(instance: Instance, key: string): boolean {
  const [collection, name] = key.split('/');
  return collection !== 'apis' || isCurrentRevision(instance, `apis/${name ?? ''}`);
}

/** Facts 3: a revision that is added to an API cannot be born as the current one. */
export function checkNewRevision(wanted: JsonObject, { instance, place, existing }: Write): void {
  if (existing || wanted['isCurrent'] !== true || !instance.find(rootOf(place.key))) return;
  throw invalid('IsCurrent', "Can't set new revision as current.");
}

/** Whether a revision that is added takes over, because nobody has said that it shall not (peers 9.10, unlike facts 3). */
export function becomesCurrent(wanted: JsonObject, { instance, existing }: Write): boolean {
  return !existing && instance.switches.addedRevision === 'current' && wanted['isCurrent'] !== false;
}

/** What belongs to the API, under the service's internal names: it changes on the current revision only (facts 3). */
const frozen: Readonly<Record<string, string>> = {
  displayName: 'Name',
  description: 'Description',
  apiVersion: 'ApiVersion',
  path: 'Path',
  type: 'Type',
  subscriptionRequired: 'SubscriptionRequired',
  protocols: 'Protocols',
};

/** Refuses a non-current revision that says something else than the current one. */
export function checkFrozen({ instance, place, existing }: Write, properties: JsonObject): void {
  const current = instance.find(rootOf(place.key));
  if (!current || current.key === place.key) return;
  for (const [name, word] of Object.entries(frozen))
    if (said(name, properties) !== said(name, current.properties)) throw cannotChange(word);
  const description = said('apiRevisionDescription', properties);
  const known = [existing?.properties ?? properties, current.properties].map((one) =>
    said('apiRevisionDescription', one),
  );
  if (instance.switches.revisionDescriptions === 'frozen' && !known.includes(description))
    throw cannotChange('ApiRevisionDescription');
}

/** Without details, and with the space at its end, as it was seen. */
function cannotChange(property: string): Refusal {
  return new Refusal(
    400,
    'ValidationError',
    `Can't change property ${property} for non-current revision `,
    null,
  );
}

const unsaid: Readonly<Record<string, Json>> = {
  protocols: ['https'],
  subscriptionRequired: true,
  type: 'http',
};

function said(name: string, properties: JsonObject): string {
  const value = properties[name] ?? unsaid[name] ?? '';
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
}

/** What the current revision says of the API, its other revisions say too. */
export function shareWithRevisions(instance: Instance, current: Entry): void {
  if (!isCurrentRevision(instance, current.key)) return;
  const names = [...Object.keys(frozen), 'apiVersionSetId'];
  for (const other of revisionsOf(instance, current.key)) {
    if (
      other === current ||
      names.every((name) => said(name, other.properties) === said(name, current.properties))
    )
      continue;
    const shared = Object.fromEntries(names.map((name) => [name, current.properties[name]]));
    instance.store.put(other.key, other.name, { ...other.properties, ...shared });
  }
}

/**
 * Under which revision a PUT is kept. The body's number counts at most for an API that is new: it was seen to be
 * renumbered to 1 (users-want, story 10), and to be ignored where the API exists.
 */
export function keyOfRevision(wanted: JsonObject, { instance, place, existing }: Write): string {
  const isFirst = !existing && !instance.find(rootOf(place.key));
  const number = textOf(wanted, 'apiRevision') ?? '';
  if (!isFirst || revisionOf(place.key) !== '1' || !/^\d{1,100}$/.test(number)) return place.key;
  return instance.switches.firstRevision === 'one' ? place.key : `${rootOf(place.key)};rev=${number}`;
}

/** Facts 3: the revisions of an API, by short id. */
export function listRevisions(
  instance: Instance,
  { scope, apiRoot = '' }: { scope: string; apiRoot: string | undefined },
): JsonObject[] {
  return revisionsOf(instance, apiRoot).map(({ key, name, properties }) => ({
    apiId: `/${scope}apis/${name};rev=${revisionOf(key) ?? ''}`,
    apiRevision: revisionOf(key),
    createdDateTime: properties['createdDateTime'],
    updatedDateTime: properties['updatedDateTime'],
    description: properties['apiRevisionDescription'],
    privateUrl: `/${textOf(properties, 'path') ?? ''};rev=${revisionOf(key) ?? ''}`,
    isOnline: true,
    isCurrent: isCurrentRevision(instance, key),
  }));
}
