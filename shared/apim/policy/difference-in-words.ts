import type { PolicyDifference } from './policy-differences.ts';
import type { StatementChange } from './statement-changes.ts';

/** More than this nobody reads in a line. */
const mostChanges = 5;

/**
 * Attributes whose values are shown: numbers, switches and names. Any other value may be a secret, as part of an
 * address or a header, or a whole program.
 */
const harmless = new Set([
  ...['calls', 'bandwidth', 'renewal-period', 'max-count', 'tokens-per-minute', 'token-quota', 'max-size'],
  ...['timeout', 'count', 'interval', 'max-interval', 'delta', 'duration', 'max-depth', 'threshold'],
  ...['action', 'exists-action', 'ignore-case', 'ignore-error', 'match', 'mode', 'for', 'apply', 'kind'],
  ...['failed-validation-httpcode', 'failed-check-httpcode', 'require-scheme', 'require-expiration-time'],
  ...[
    'require-signed-tokens',
    'clock-skew',
    'fragment-id',
    'backend-id',
    'logger-id',
    'template',
    'severity',
  ],
  ...['unspecified-content-type-action', 'size-exceeded-action', 'specified-parameter-action'],
  ...['unspecified-parameter-action', 'specified-header-action', 'unspecified-header-action'],
  ...['unspecified-status-code-action', 'allow-additional-properties', 'shield-prompt', 'score-threshold'],
  ...['validate-revocation', 'validate-trust', 'validate-not-before', 'validate-not-after', 'status-code'],
  ...['allow-credentials', 'terminate-unmatched-request', 'buffer-response', 'buffer-request-body'],
  ...['follow-redirects', 'fail-on-error-status-code', 'http-version', 'caching-type', 'first-fast-retry'],
]);

/** "inbound: validate-jwt removed [weaker protection]": safe to print, no secret of a policy is in it. */
export function policyDifferenceInWords(difference: PolicyDifference): string {
  const { protection } = difference;
  return `${policyChangeInWords(difference)}${protection === undefined ? '' : ` [${flags[protection]}]`}`;
}

/** The same where it is said already what it does to protection. */
export function policyChangeInWords({ change, what, where, inside, protecting }: PolicyDifference): string {
  const place = where.length === 0 ? '' : `${where.join(' > ')}: `;
  const more = inside.length > mostChanges ? [`${inside.length - mostChanges} more`] : [];
  const details = [
    ...inside.slice(0, mostChanges).map(changeInWords),
    ...more,
    ...(protecting.length === 0 ? [] : [`with ${protecting.join(', ')}`]),
  ];
  return `${place}${what} ${change}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}

const flags = { weaker: 'weaker protection', changed: 'check protection' };

function changeInWords(change: StatementChange): string {
  const place = change.path.length === 0 ? '' : `${change.path.join(' > ')} `;
  switch (change.of) {
    case 'element':
      return `${place}${change.change}`;
    case 'content':
      return `${place}${change.kind === 'cdata' ? 'text' : change.kind} changed`;
    case 'attribute':
      return `${place}${attributeInWords(change)}`;
  }
}

function attributeInWords({ name, before, after }: StatementChange & { of: 'attribute' }): string {
  const [was, is] = [shown(name, before), shown(name, after)];
  if (before === undefined) return is === undefined ? `${name} added` : `${name} added: ${is}`;
  if (after === undefined) return `${name} removed`;
  return was === undefined || is === undefined ? `${name} changed` : `${name}: ${was} -> ${is}`;
}

function shown(name: string, value: string | undefined): string | undefined {
  return value !== undefined && harmless.has(name) && /^[\w.-]{1,40}$/.test(value) ? value : undefined;
}
