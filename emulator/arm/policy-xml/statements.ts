/** Where a policy document stands: the scopes of facts 1.5, and the insides of a fragment. */
export type PolicyLevel = 'service' | 'workspace' | 'product' | 'api' | 'operation' | 'resolver' | 'fragment';

export const sections = ['inbound', 'backend', 'outbound', 'on-error'];

/** What the root of a document may be called; resolvers begin with their data source (facts 1.3, 1.5). */
export function rootsAt(level: PolicyLevel): readonly string[] {
  if (level === 'fragment') return ['fragment'];
  return level === 'resolver'
    ? ['http-data-source', 'sql-data-source', 'cosmosdb-data-source']
    : ['policies'];
}

/** Statements by the sections that take them, as the published policy reference has it; when in doubt, everywhere. */
const bySections: readonly (readonly [sections: string, statements: string])[] = [
  [
    'inbound backend outbound on-error',
    `base cache-lookup-value cache-remove-value cache-store-value choose emit-metric find-and-replace
     include-fragment invoke-dapr-binding invoke-request limit-concurrency log-to-eventhub publish-event
     publish-to-dapr retry return-response send-one-way-request send-request send-service-bus-message set-body
     set-header set-status set-variable trace wait`,
  ],
  [
    'inbound',
    `authentication-basic authentication-certificate authentication-managed-identity
     azure-openai-emit-token-metric azure-openai-semantic-cache-lookup azure-openai-token-limit cache-lookup
     check-header cors cross-domain get-authorization-context ip-filter llm-content-safety
     llm-emit-token-metric llm-semantic-cache-lookup llm-token-limit proxy quota quota-by-key rate-limit
     rate-limit-by-key rewrite-uri validate-azure-ad-token validate-client-certificate
     validate-graphql-request validate-jwt validate-odata-request validate-parameters`,
  ],
  ['backend', 'forward-request'],
  ['outbound', 'azure-openai-semantic-cache-store cache-store jsonp llm-semantic-cache-store'],
  ['inbound backend', 'set-backend-service set-query-parameter'],
  ['inbound on-error', 'set-method'],
  ['inbound outbound', 'redirect-content-urls xsl-transform'],
  ['inbound outbound on-error', 'json-to-xml mock-response validate-content xml-to-json'],
  ['outbound on-error', 'validate-headers validate-status-code'],
];

const sectionsByStatement = new Map(
  bySections.flatMap(([where, names]) =>
    names
      .split(/\s+/)
      .filter(Boolean)
      .map((name): [string, readonly string[]] => [name, where.split(' ')]),
  ),
);

/** The few statements that not every scope takes. */
const levelsByStatement: Readonly<Record<string, readonly PolicyLevel[]>> = {
  'cross-domain': ['service'],
  quota: ['product'],
  'rate-limit': ['product', 'api', 'operation'],
};

/** Statements that hold statements, directly or in the elements that are named here. */
const holders: Readonly<Record<string, readonly string[]>> = {
  choose: ['when', 'otherwise'],
  'limit-concurrency': [],
  retry: [],
  wait: [],
};

export function isStatement(name: string): boolean {
  return sectionsByStatement.has(name);
}

export function isAllowedIn(section: string, statement: string): boolean {
  return sectionsByStatement.get(statement)?.includes(section) ?? false;
}

export function isAllowedAt(level: PolicyLevel, statement: string): boolean {
  return level === 'fragment' || (levelsByStatement[statement]?.includes(level) ?? true);
}

/** The names of the elements in a statement that hold statements; empty when it holds them itself. */
export function innerHolders(statement: string): readonly string[] | undefined {
  return holders[statement];
}

/** Elements that hold other elements only, and which. */
export const withoutText: Readonly<Record<string, string>> = {
  choose: 'when, otherwise',
  'set-header': 'value',
  'set-query-parameter': 'value',
};
