import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import { scopeOf, withoutScope } from '../scope.ts';
import type { Entry } from '../store.ts';

/** Gives an API, operation or product a tag: as an assignment, in a workspace as a link (facts 1.0, 1.2). */
export function assignTag(instance: Instance, owner: Entry, tag: Entry): void {
  if (tagsOf(instance, owner).includes(tag)) return;
  if (scopeOf(owner.key) === '') {
    instance.store.put(`${owner.key}/${tag.key}`, tag.name, {});
    return;
  }
  const { links, property } = linkOf(owner);
  const name = instance.inventId();
  const id = `${instance.resourceId}/${instance.pathOf(owner)}`;
  instance.store.put(`${tag.key}/${links}/${name}`, name, { [property]: id });
}

/** The tags that an API, operation or product has. */
export function tagsOf(instance: Instance, owner: Entry): Entry[] {
  const scope = scopeOf(owner.key);
  const { links, property } = linkOf(owner);
  return instance.store
    .list(`${scope}tags`)
    .filter((tag) =>
      scope === ''
        ? instance.store.get(`${owner.key}/${tag.key}`)
        : instance.store
            .list(`${tag.key}/${links}`)
            .some(({ properties }) => instance.findReference(textOf(properties, property) ?? '') === owner),
    );
}

function linkOf({ key }: Entry): { links: string; property: string } {
  const local = withoutScope(key);
  if (local.includes('/operations/')) return { links: 'operationlinks', property: 'operationId' };
  if (local.startsWith('products/')) return { links: 'productlinks', property: 'productId' };
  return { links: 'apilinks', property: 'apiId' };
}
