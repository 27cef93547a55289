import { createHash } from 'node:crypto';
import type { Instance } from './instance.ts';
import { type JsonObject, textOf } from './json.ts';
import { kindOf } from './kinds.ts';
import { rootOf } from './place.ts';
import { fullIdOf } from './reference.ts';
import { scopeOf, withoutScope } from './scope.ts';
import type { Entry } from './store.ts';

/** What makes a collection of links: whom they point to, and the association that says the same. */
export interface LinkKind {
  /** The property with the id. */
  readonly property: 'apiId' | 'groupId' | 'operationId' | 'productId';
  /** Collections of what is pointed to. */
  readonly to: string;
  /** Collections of the association: products/apis says the same as products/apiLinks. */
  readonly association: string;
}

/** What the dump leaves out: by which name an association is seen as a link. */
export const linkName = 'linkName';

/**
 * The links in a collection (key: products/p/apilinks). At service level they are another view of the
 * associations (facts 1.0), in a workspace they are all there is (facts 1.2).
 */
export function linksIn(instance: Instance, collection: string, link: LinkKind): Entry[] {
  if (scopeOf(collection) !== '') return instance.store.list(collection);
  const owner = collection.replace(/\/[^/]+$/, '');
  return associationsOf(instance, owner, link).map((association) => {
    const target = targetOfAssociation(instance, association, owner);
    const name = textOf(association.properties, linkName) ?? nameOf(instance, association, target);
    const properties: JsonObject = target ? { [link.property]: fullIdOf(instance, target) } : {};
    return { key: `${collection}/${name.toLowerCase()}`, name, properties, etag: association.etag };
  });
}

/** Key of the association between an owner (tags/t, products/p) and what it is linked to. */
export function associationKey(owner: string, target: string): string {
  return owner.startsWith('tags/') ? `${target}/${owner}` : `${owner}/${rootOf(target)}`;
}

/** What the links in a collection point to, in every scope. */
export function linkedBy(instance: Instance, collection: string): Entry[] {
  const kinds = withoutScope(collection)
    .split('/')
    .filter((_, index) => index % 2 === 0);
  const link = kindOf(kinds)?.link;
  if (!link) return [];
  return linksIn(instance, collection, link).flatMap(
    ({ properties }) => instance.findReference(textOf(properties, link.property) ?? '') ?? [],
  );
}

function associationsOf(instance: Instance, owner: string, { association }: LinkKind): Entry[] {
  const collections = association.toLowerCase();
  if (!owner.startsWith('tags/')) return instance.store.list(`${owner}/${collections.split('/')[1] ?? ''}`);
  return instance.store.allOf('').filter(({ key }) => {
    const words = key.split('/').filter((_, index) => index % 2 === 0);
    return key.endsWith(`/${owner}`) && words.join('/') === collections;
  });
}

function targetOfAssociation(instance: Instance, { key }: Entry, owner: string): Entry | undefined {
  return instance.find(
    owner.startsWith('tags/') ? key.slice(0, -owner.length - 1) : key.slice(owner.length + 1),
  );
}

/** A link made as an association has a name that the service invents (peers 13.6: which, is not known). */
function nameOf(instance: Instance, { key }: Entry, target: Entry | undefined): string {
  if (instance.switches.associationLinkNames === 'target' && target)
    return namesOf(instance, target).join('-');
  return createHash('sha256').update(key).digest('hex').slice(0, 24);
}

/** Of an operation with that of its API: one tag may be on operations of one name in two APIs, or revisions. */
function namesOf(instance: Instance, target: Entry): string[] {
  const names = instance
    .pathOf(target)
    .split('/')
    .filter((_, index) => index % 2 === 1);
  return names.map((name) => name.replace(';rev=', '-'));
}
