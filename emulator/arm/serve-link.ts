import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { checkName } from './admission.ts';
import type { Instance } from './instance.ts';
import { type JsonObject, textOf } from './json.ts';
import { associationKey, type LinkKind, linkName, linksIn } from './link.ts';
import { kindOf } from './kinds.ts';
import type { Place } from './place.ts';
import { linkedAlready } from './put-link.ts';
import { fullIdOf, targetOf } from './reference.ts';
import { invalid, Refusal } from './refusal.ts';
import { scopeOf } from './scope.ts';
import type { Entry } from './store.ts';

/** The link of that name, whatever it is kept as. */
export function linkAt(instance: Instance, place: Place, link: LinkKind): Entry | undefined {
  return linksIn(instance, place.collection, link).find(({ key }) => key === place.key);
}

/** PUT: the name is the caller's, what counts is the target: two links to one are refused (facts 1.0, peers 9). */
export function putNamedLink(
  instance: Instance,
  place: Place,
  link: LinkKind,
  properties: JsonObject,
): EmulatedAnswer {
  const target = targetOfLink(instance, place, link, textOf(properties, link.property) ?? '');
  const id = fullIdOf(instance, target);
  const existing = linkAt(instance, place, link);
  if (!existing) checkName(place);
  const twin = linksIn(instance, place.collection, link).find(
    (other) => other.key !== place.key && sameId(textOf(other.properties, link.property), id),
  );
  if (twin) throw linkedAlready(kindOf(link.association.split('/')) ?? place.kind);
  if (!sameId(existing && textOf(existing.properties, link.property), id)) {
    if (existing) deleteLink(instance, place, link);
    keep(instance, place, target, { [link.property]: id });
  }
  const kept = linkAt(instance, place, link);
  return {
    status: existing ? 200 : 201,
    headers: kept ? { etag: kept.etag } : {},
    body: kept && instance.contractOf(kept, new URLSearchParams()),
  };
}

/** Takes the link, and with it the association that says the same. */
export function deleteLink(instance: Instance, place: Place, link: LinkKind): void {
  const existing = linkAt(instance, place, link);
  const target = existing && instance.findReference(textOf(existing.properties, link.property) ?? '');
  if (place.scope !== '') instance.store.delete(place.key);
  else if (target) instance.store.delete(associationKey(place.parent, target.key));
}

function keep(instance: Instance, place: Place, target: Entry, properties: JsonObject): void {
  const { scope, parent, key, name = '', kind } = place;
  const association = kindOf((kind.link?.association ?? '').split('/'));
  association?.behaviour?.beforeLink?.({ ...place, key: `${parent}/${target.key}` }, instance);
  if (scope !== '') instance.store.put(key, name, properties);
  else
    instance.store.put(associationKey(parent, target.key), nameInAssociation(place, target), {
      [linkName]: name,
    });
}

/** The last segment of an association is the tag for tags, and what is linked for products. */
function nameInAssociation({ parent }: Place, target: Entry): string {
  return parent.startsWith('tags/') ? (parent.split('/')[1] ?? '') : target.name;
}

function targetOfLink(instance: Instance, place: Place, link: LinkKind, id: string): Entry {
  if (id === '') throw invalid(link.property, `${link.property} is required.`);
  const { scope } = place;
  if (scope !== '' && instance.switches.workspaceLinkIds === 'full' && !/^\/subscriptions\//i.test(id))
    throw invalid(link.property, `The id '${id}' must be a full resource id.`);
  // Group links of a workspace may point to groups of the service (facts 1.2).
  const ofService = link.to === 'groups' ? targetOf(instance, id, link.to) : undefined;
  const target = within(instance, id, link, scope) ?? ofService;
  if (target) return target;
  const noun = kindOf(link.to.split('/'))?.noun ?? 'Entity';
  throw new Refusal(400, 'ValidationError', `${noun === 'Api' ? 'API' : noun} not found`, null);
}

function within(instance: Instance, id: string, link: LinkKind, scope: Place['scope']): Entry | undefined {
  if (link.to !== 'apis/operations') return targetOf(instance, id, link.to, scope);
  const parent = id.replace(/\/operations\/[^/]+$/i, '');
  const api = targetOf(instance, parent, 'apis', scope);
  const operation =
    api &&
    instance.find(`${api.key}/operations/${id.slice(parent.length).split('/').at(-1)?.toLowerCase() ?? ''}`);
  return operation && scopeOf(operation.key) === scope ? operation : undefined;
}

function sameId(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
