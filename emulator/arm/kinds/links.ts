import type { Kind } from '../kind.ts';
import type { LinkKind } from '../link.ts';
import { legalNames } from '../legal-names.ts';

function row(collections: string, noun: string, link: LinkKind): Kind {
  return {
    collections,
    noun,
    names: legalNames.short,
    inWorkspaces: true,
    without: ['HEAD', 'PATCH'],
    ifMatch: 'ignored',
    filters: [link.property],
    link,
  };
}

const toApi = { property: 'apiId', to: 'apis' } as const;
const toOperation = { property: 'operationId', to: 'apis/operations' } as const;
const toProduct = { property: 'productId', to: 'products' } as const;
const toGroup = { property: 'groupId', to: 'groups' } as const;

/** Facts 1.0: links, each with the association of which it is another view. */
export const linkKinds: readonly Kind[] = [
  row('tags/apiLinks', 'TagApiLink', { ...toApi, association: 'apis/tags' }),
  row('tags/operationLinks', 'TagOperationLink', { ...toOperation, association: 'apis/operations/tags' }),
  row('tags/productLinks', 'TagProductLink', { ...toProduct, association: 'products/tags' }),
  row('products/apiLinks', 'ProductApiLink', { ...toApi, association: 'products/apis' }),
  row('products/groupLinks', 'ProductGroupLink', { ...toGroup, association: 'products/groups' }),
];
