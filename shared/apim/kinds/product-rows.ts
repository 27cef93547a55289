import { files } from './files.ts';
import { nameless, type Rows } from './kind.ts';
import { isLiveSubscription } from './subscriptions.ts';

/** Products and what lives in them. */
export const productRows = {
  product: {
    words: 'product',
    parents: [],
    inWorkspaces: true,
    sameAs: 'displayName',
    azure: {
      collection: 'products',
      found: 'by list',
      deletion: {
        consumers: {
          collection: 'subscriptions',
          query: { deleteSubscriptions: 'true' },
          areLive: isLiveSubscription,
        },
      },
    },
    bornWith: (name) => /^(?:starter|unlimited)$/i.test(name),
    opensWith: { subscriptionRequired: false, state: 'published' },
    files: files.product,
    section: 'products',
    properties: {
      newer: ['authenticationType', 'application'],
      defaults: {
        subscriptionRequired: true,
        approvalRequired: false,
        state: 'notPublished',
        description: '',
        terms: '',
      },
    },
  },
  productPolicy: {
    words: 'product policy',
    parents: ['product'],
    inWorkspaces: true,
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    files: files.productPolicy,
    section: 'policies',
  },
  productApi: {
    words: 'product API',
    parents: ['product'],
    inWorkspaces: { collection: 'apiLinks', property: 'apiId', to: 'apis' },
    azure: { collection: 'apis', found: 'by list', association: true },
    files: files.productApi,
    linksTo: 'api',
    // Where the product asks for no key, neither does an API in it (facts: apim-rest 1).
    opens: ({ words, properties: { state, subscriptionRequired } }) =>
      state === 'published' && subscriptionRequired === false ? `is in the open ${words}` : undefined,
  },
  productGroup: {
    words: 'product group',
    parents: ['product'],
    inWorkspaces: { collection: 'groupLinks', property: 'groupId', to: 'groups' },
    azure: {
      collection: 'groups',
      found: 'by list',
      association: true,
      // Facts: apim-rest 1.0, $filter.
      view: {
        collection: 'products',
        query: { expandGroups: 'true' },
        id: 'id',
        targets: 'properties.groups',
        target: 'id',
      },
    },
    bornWith: (name) => /^administrators$/i.test(name),
    addedTo: { to: 'product', name: 'administrators' },
    files: files.productGroup,
    linksTo: 'group',
  },
} as const satisfies Rows;
