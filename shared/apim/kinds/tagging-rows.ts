import { files } from './files.ts';
import type { Rows } from './kind.ts';
import { lists, v6, v7 } from './layouts.ts';

/** Everything that has a tag, once for each (facts: apim-rest 1.1, reporting views). */
const tagged = { collection: 'tagResources', target: 'tag.id' } as const;

/** What carries which tag (facts: apim-rest 1.0 Associations and links). */
export const taggingRows = {
  apiTag: {
    words: 'API tag',
    parents: ['apiRevision'],
    inWorkspaces: { collection: 'apiLinks', property: 'apiId', to: 'apis', heldByTarget: true },
    azure: { collection: 'tags', found: 'by list', association: true, view: { ...tagged, id: 'api.id' } },
    files: files.apiTag,
    linksTo: 'tag',
  },
  operationTag: {
    words: 'operation tag',
    parents: ['operation'],
    inWorkspaces: {
      collection: 'operationLinks',
      property: 'operationId',
      to: 'operations',
      heldByTarget: true,
    },
    // An API has many operations and few tags: what carries a tag is asked once for each tag.
    azure: {
      collection: 'tags',
      found: 'by links',
      links: { collection: 'operationLinks', property: 'operationId' },
      view: { ...tagged, id: 'operation.id', ofRevision: 'operationsByTags' },
      association: true,
    },
    // In one file for an API: hundreds of operations have tags.
    files: { information: [{ path: 'apis/{apiRevision}/operationTags.json', list: ['operation'] }] },
    linksTo: 'tag',
  },
  productTag: {
    words: 'product tag',
    parents: ['product'],
    inWorkspaces: { collection: 'productLinks', property: 'productId', to: 'products', heldByTarget: true },
    azure: { collection: 'tags', found: 'by list', association: true, view: { ...tagged, id: 'product.id' } },
    files: {
      information: [
        { path: 'tags/{productTag}/products/{product}/tagProductInformation.json', of: v7, content: {} },
        { path: 'products/{product}/tags/{productTag}/productTagInformation.json', of: v6, content: {} },
        { path: 'products/{product}/tags.json', of: lists, list: true },
      ],
    },
    linksTo: 'tag',
  },
} as const satisfies Rows;
