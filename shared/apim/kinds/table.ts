import { textAt } from '../json.ts';
import { isMarkerName } from '../marker-name.ts';
import { files } from './files.ts';
import type { Kind } from './kind.ts';
import { isSystemMadeNamedValue } from './system-made.ts';

const nameless = () => '';

const rows = {
  namedValue: {
    words: 'named value',
    parents: [],
    sameAs: 'displayName',
    azure: { collection: 'namedValues', found: 'by list' },
    files: files.namedValue,
    section: 'namedValues',
    properties: {
      readOnly: ['keyVault.lastStatus'],
      defaults: { secret: false },
      sets: ['tags'],
      secret: {
        paths: ['value'],
        hidden: (properties) =>
          properties['secret'] === true && textAt(properties, 'keyVault', 'secretIdentifier') === undefined,
        revealed: 'listValue',
        instead: 'let it refer to Key Vault',
      },
    },
    builtIn: (name, properties) =>
      isSystemMadeNamedValue(name, properties) ||
      isMarkerName(name) ||
      isMarkerName(textAt(properties, 'displayName') ?? ''),
    called: 'by display name',
    lock: 'kind',
  },
  tag: {
    words: 'tag',
    parents: [],
    sameAs: 'displayName',
    azure: { collection: 'tags', found: 'by list' },
    files: files.tag,
    section: 'tags',
  },
  backend: {
    words: 'backend',
    parents: [],
    azure: { collection: 'backends', found: 'by list' },
    files: files.backend,
    section: 'backends',
    properties: {
      unsaid: { type: 'Single', tls: { validateCertificateChain: true, validateCertificateName: true } },
      sets: ['pool.services', 'circuitBreaker.rules.failureCondition.statusCodeRanges'],
      wordings: {
        url: 'address',
        'circuitBreaker.rules.failureCondition.interval': 'duration',
        'circuitBreaker.rules.tripDuration': 'duration',
      },
      confidential: [
        'credentials.header',
        'credentials.query',
        'credentials.authorization.parameter',
        'proxy.password',
      ],
      references: ['pool.services.id'],
    },
    called: [
      { element: 'set-backend-service', attribute: 'backend-id' },
      { element: 'llm-content-safety', attribute: 'backend-id' },
      { element: 'llm-semantic-cache-lookup', attribute: 'embeddings-backend-id' },
      { element: 'azure-openai-semantic-cache-lookup', attribute: 'embeddings-backend-id' },
    ],
  },
  policyFragment: {
    words: 'policy fragment',
    parents: [],
    azure: { collection: 'policyFragments', found: 'by list', listIsPartial: true, policy: true },
    files: files.policyFragment,
    section: 'policyFragments',
    called: [{ element: 'include-fragment', attribute: 'fragment-id' }],
  },
  servicePolicy: {
    words: 'service policy',
    parents: [],
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    bornWith: () => true,
    files: files.servicePolicy,
    section: 'policies',
  },
  api: {
    words: 'API',
    parents: [],
    azure: { collection: 'apis', found: 'by list', deletion: { query: { deleteRevisions: 'true' } } },
    bornWith: (name) => /^echo-api$/i.test(name),
    section: 'apis',
    properties: {
      // A set of names: https before http means the same.
      sets: ['protocols'],
      wordings: { path: 'path' },
      defaults: {
        apiRevision: '1',
        subscriptionRequired: true,
        protocols: ['https'],
        description: '',
        apiVersion: '',
      },
      sharedByRevisions: [
        'apiRevision',
        'apiVersion',
        'apiVersionDescription',
        'apiVersionSetId',
        'description',
        'displayName',
        'path',
        'protocols',
        'subscriptionRequired',
        'type',
      ],
      unsaid: { type: 'http' },
      references: ['apiVersionSetId'],
    },
    carriedBy: 'currentRevision',
    lock: 'each',
  },
  apiRevision: {
    words: 'API',
    parents: ['api'],
    label: (name) => (name === '1' ? '' : `;rev=${name}`),
    naming: 'revision suffix',
    azure: { collection: 'revisions', found: 'by list', specification: true },
    files: files.apiRevision,
    properties: {
      readOnly: ['isOnline', 'apiVersionSet'],
      writeOnly: ['translateRequiredQueryParameters', 'apiType', 'format', 'value', 'sourceApiId'],
      unsaid: {
        subscriptionKeyParameterNames: { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' },
      },
    },
  },
  operation: {
    words: 'operation',
    parents: ['apiRevision'],
    azure: { collection: 'operations', found: 'by list' },
    section: 'operations',
    carriedBy: 'specification',
  },
  apiPolicy: {
    words: 'API policy',
    parents: ['apiRevision'],
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    files: files.apiPolicy,
    section: 'policies',
  },
  operationPolicy: {
    words: 'operation policy',
    parents: ['operation'],
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    files: files.operationPolicy,
    section: 'policies',
  },
  apiTag: {
    words: 'API tag',
    parents: ['apiRevision'],
    azure: { collection: 'tags', found: 'by list', association: true },
    files: files.apiTag,
    linksTo: 'tag',
  },
  product: {
    words: 'product',
    parents: [],
    sameAs: 'displayName',
    azure: {
      collection: 'products',
      found: 'by list',
      deletion: { consumers: { collection: 'subscriptions', query: { deleteSubscriptions: 'true' } } },
    },
    bornWith: (name) => /^(?:starter|unlimited)$/i.test(name),
    files: files.product,
    section: 'products',
    properties: {
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
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    files: files.productPolicy,
    section: 'policies',
  },
  productApi: {
    words: 'product API',
    parents: ['product'],
    azure: { collection: 'apis', found: 'by list', association: true },
    files: files.productApi,
    linksTo: 'api',
  },
  productGroup: {
    words: 'product group',
    parents: ['product'],
    azure: { collection: 'groups', found: 'by list', association: true },
    bornWith: (name) => /^administrators$/i.test(name),
    files: files.productGroup,
  },
} as const satisfies Record<string, UnnamedKind>;

/** `Kind` speaks of KindName, which is computed from the rows: rows are checked without that one knot. */
type UnnamedKind = Omit<Kind, 'parents' | 'linksTo'> & {
  readonly parents: readonly string[];
  readonly linksTo?: string;
};

export type KindName = keyof typeof rows;

const table: Readonly<Record<KindName, Kind>> = rows;

/** All kinds, in the order in which people like to read them. */
export const kindNames: readonly KindName[] = Object.keys(rows).filter(isKindName);

export function kindOf(name: KindName): Kind {
  return table[name];
}

/** The kinds that can live directly in this one; undefined: in the instance itself. */
export function childrenOf(parent: KindName | undefined): readonly KindName[] {
  return kindNames.filter((name) =>
    parent === undefined ? table[name].parents.length === 0 : table[name].parents.includes(parent),
  );
}

/** The kind of the revisions of an API. */
export function revisionKind(api: KindName): KindName {
  const found = childrenOf(api).find((kind) => table[kind].naming !== undefined);
  if (found === undefined) throw new Error(`This is a bug in the extension: ${api} has no revisions.`);
  return found;
}

function isKindName(name: string): name is KindName {
  return Object.hasOwn(rows, name);
}
