import { textAt } from '../json.ts';
import { isMarkerName } from '../marker-name.ts';
import { files } from './files.ts';
import { nameless, type Rows } from './kind.ts';
import { isSystemMadeNamedValue } from './system-made.ts';

/** What an instance holds of its own. */
export const serviceRows = {
  namedValue: {
    words: 'named value',
    parents: [],
    inWorkspaces: true,
    sameAs: 'displayName',
    azure: { collection: 'namedValues', found: 'by list' },
    files: files.namedValue,
    section: 'namedValues',
    properties: {
      readOnly: ['keyVault.lastStatus'],
      defaults: { secret: false },
      either: ['value', 'keyVault'],
      sets: ['tags'],
      // What a policy puts together with it is its own matter: also an id of this instance stays as it is.
      opaque: ['value'],
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
    inWorkspaces: true,
    sameAs: 'displayName',
    azure: { collection: 'tags', found: 'by list' },
    files: files.tag,
    section: 'tags',
  },
  backend: {
    words: 'backend',
    parents: [],
    inWorkspaces: true,
    azure: { collection: 'backends', found: 'by list' },
    files: files.backend,
    section: 'backends',
    properties: {
      newer: [
        ...['azureRegion', 'pool.failureResponse', 'pool.sessionAffinity'],
        ...['pool.services.preferredCarbonEmission', 'circuitBreaker.rules.failureResponse'],
        ...['tls.serverCertificateThumbprints', 'tls.serverX509Names'],
      ],
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
      names: {
        'credentials.certificateIds': 'certificate',
        'properties.serviceFabricCluster.clientCertificateId': 'certificate',
      },
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
    inWorkspaces: true,
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
} as const satisfies Rows;
