import { nameless, type Rows } from './kind.ts';
import { informationAt, informationIn } from './layouts.ts';

/** Pages of an API or a product; their texts are documentations (facts: apim-rest 1.10). */
const wiki = {
  label: nameless,
  onlyName: 'default',
  azure: { collection: 'wikis', found: 'by list', absentIsError: true, onlyWith: 'documentation' },
  section: 'wikis',
  properties: { names: { 'documents.documentationId': 'documentation' } },
} as const;

/** What tells readers about APIs and products (facts: apim-rest 1.10). */
export const describingRows = {
  documentation: {
    words: 'documentation',
    parents: [],
    azure: { collection: 'documentations', found: 'by list' },
    files: informationAt('documentations/{documentation}/documentationInformation.json'),
    section: 'documentations',
  },
  apiWiki: {
    words: 'API wiki',
    parents: ['api'],
    // The wiki.md of apiops-cli is none: it cannot be read back (facts: peers 1.5).
    files: informationAt('apis/{api}/apiWikiInformation.json'),
    ...wiki,
  },
  productWiki: {
    words: 'product wiki',
    parents: ['product'],
    files: informationAt('products/{product}/productWikiInformation.json'),
    ...wiki,
  },
  tagDescription: {
    words: 'tag description',
    parents: ['apiRevision'],
    azure: { collection: 'tagDescriptions', found: 'by list', onlyWith: 'apiTag' },
    files: informationIn(
      'apis/{apiRevision}/tag descriptions',
      'apis/{apiRevision}/tagDescriptions',
      '{tagDescription}/tagDescriptionInformation.json',
    ),
    section: 'tagDescriptions',
    properties: { readOnly: ['tagId', 'displayName'], defaults: { description: '' } },
    namedAfter: 'apiTag',
  },
} as const satisfies Rows;
