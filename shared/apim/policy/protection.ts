import type { PolicyElement, PolicyNode } from './policy-tree.ts';
import type { StatementChange } from './statement-changes.ts';

/** What a change does to the protection of an API: certainly less, or something that a person should look at. */
export type ProtectionChange = 'weaker' | 'changed';

/** In which direction a value protects less: a number that grows or falls, or words from strong to weak. */
type Direction = 'more is weaker' | 'less is weaker' | readonly string[];

interface Protection {
  /** What its coming or going does; by default its going makes weaker. */
  readonly added?: ProtectionChange;
  readonly removed?: ProtectionChange;
  /** Attributes of it, and of elements in it. What is not named: a person should look. */
  readonly attributes?: Readonly<Record<string, Direction>>;
  /** Elements in it that let more through. */
  readonly allows?: readonly string[];
  /** Elements in it that demand or refuse something. */
  readonly demands?: readonly string[];
}

const yesProtects = ['true', 'false'];
const noProtects = ['false', 'true'];
const actions = ['prevent', 'detect', 'ignore'];
const credentials: Protection = { attributes: { 'ignore-error': noProtects } };
const token: Protection = {
  attributes: {
    'require-expiration-time': yesProtects,
    'require-signed-tokens': yesProtects,
    'clock-skew': 'more is weaker',
  },
  allows: ['audience', 'issuer', 'key', 'application-id', 'openid-config'],
  demands: ['claim', 'audiences', 'issuers', 'required-claims', 'client-application-ids'],
};
const rate: Protection = {
  attributes: { calls: 'more is weaker', bandwidth: 'more is weaker', 'renewal-period': 'less is weaker' },
  demands: ['api', 'operation'],
};
const tokens: Protection = {
  attributes: { 'tokens-per-minute': 'more is weaker', 'token-quota': 'more is weaker' },
};
const validation: Protection = {
  attributes: {
    action: actions,
    'unspecified-content-type-action': actions,
    'size-exceeded-action': actions,
    'specified-parameter-action': actions,
    'unspecified-parameter-action': actions,
    'specified-header-action': actions,
    'unspecified-header-action': actions,
    'unspecified-status-code-action': actions,
    'max-size': 'more is weaker',
    'max-depth': 'more is weaker',
    'allow-additional-properties': noProtects,
  },
  demands: ['content', 'rule'],
};
const origins: Protection = {
  added: 'weaker',
  removed: 'changed',
  attributes: { 'allow-credentials': noProtects, 'terminate-unmatched-request': yesProtects },
  allows: ['origin', 'method', 'header', 'allow-access-from', 'allow-http-request-headers-from'],
};

/** The statements that protect an API or what is behind it, and what makes them protect less. */
const protections: ReadonlyMap<string, Protection> = new Map<string, Protection>([
  ['validate-jwt', token],
  ['validate-azure-ad-token', token],
  [
    'validate-client-certificate',
    {
      attributes: {
        'validate-revocation': yesProtects,
        'validate-trust': yesProtects,
        'validate-not-before': yesProtects,
        'validate-not-after': yesProtects,
        'ignore-error': noProtects,
      },
      allows: ['identity'],
      demands: ['identities'],
    },
  ],
  ['check-header', { attributes: { 'ignore-case': noProtects }, allows: ['value'] }],
  ['ip-filter', { attributes: { action: ['allow', 'forbid'] } }],
  ['ip-filter allow', { attributes: { action: ['allow', 'forbid'] }, allows: ['address', 'address-range'] }],
  [
    'ip-filter forbid',
    { attributes: { action: ['allow', 'forbid'] }, demands: ['address', 'address-range'] },
  ],
  ['rate-limit', rate],
  ['rate-limit-by-key', rate],
  ['quota', rate],
  ['quota-by-key', rate],
  ['limit-concurrency', { attributes: { 'max-count': 'more is weaker' } }],
  ['llm-token-limit', tokens],
  ['azure-openai-token-limit', tokens],
  [
    'llm-content-safety',
    {
      attributes: { threshold: 'more is weaker', 'shield-prompt': yesProtects },
      demands: ['category', 'categories', 'id', 'blocklists'],
    },
  ],
  ['validate-content', validation],
  ['validate-parameters', validation],
  ['validate-headers', validation],
  ['validate-status-code', validation],
  ['validate-graphql-request', validation],
  ['validate-odata-request', validation],
  ['cors', origins],
  ['cross-domain', origins],
  ['authentication-basic', credentials],
  ['authentication-certificate', credentials],
  ['authentication-managed-identity', credentials],
  // Protection of outer scopes no longer applies; what a fragment held is in another file.
  ['base', {}],
  ['include-fragment', { removed: 'changed' }],
  // The usual end of a check by hand.
  ['return-response', { removed: 'changed' }],
]);

/** What the coming or going of statements does, those inside of others too. */
export function protectionOf(change: 'added' | 'removed', node: PolicyNode): ProtectionChange | undefined {
  if (node.kind !== 'element') return undefined;
  const row = rowOf(node);
  const own = change === 'removed' && row !== undefined ? (row.removed ?? 'weaker') : row?.added;
  return strongest([own, ...node.children.map((child) => protectionOf(change, child))]);
}

/** What changes inside a statement do; undefined where it does not protect, or does so more than before. */
export function protectionAfter(
  statement: PolicyElement,
  changes: readonly StatementChange[],
): ProtectionChange | undefined {
  const row = rowOf(statement);
  return row === undefined ? undefined : strongest(changes.map((change) => effectOf(change, row)));
}

/** The protecting statements at or below a node, by name. */
export function protectingNames(node: PolicyNode): readonly string[] {
  if (node.kind !== 'element') return [];
  const own = protections.has(node.name) ? [node.name] : [];
  return [...new Set([...own, ...node.children.flatMap(protectingNames)])];
}

/** What several changes come to: one that makes it weaker outweighs all others. */
export function strongest(all: readonly (ProtectionChange | undefined)[]): ProtectionChange | undefined {
  return all.includes('weaker') ? 'weaker' : all.find((one) => one !== undefined);
}

function rowOf({ name, attributes }: PolicyElement): Protection | undefined {
  const action = attributes.find((one) => one.name === 'action')?.value ?? '';
  return protections.get(`${name} ${action}`) ?? protections.get(name);
}

function effectOf(change: StatementChange, row: Protection): ProtectionChange | undefined {
  switch (change.of) {
    case 'content':
      return change.kind === 'comment' ? undefined : 'changed';
    case 'element':
      return effectOfElement(change.path.at(-1) ?? '', change.change, row);
    case 'attribute':
      return effectOfValue(change, row);
  }
}

function effectOfElement(
  name: string,
  change: 'added' | 'removed',
  { allows = [], demands = [] }: Protection,
): ProtectionChange | undefined {
  if (allows.includes(name)) return change === 'added' ? 'weaker' : undefined;
  if (demands.includes(name)) return change === 'removed' ? 'weaker' : undefined;
  return 'changed';
}

function effectOfValue(
  change: StatementChange & { of: 'attribute' },
  { attributes = {} }: Protection,
): ProtectionChange | undefined {
  const direction = Object.hasOwn(attributes, change.name) ? attributes[change.name] : undefined;
  const [before, after] = [strength(direction, change.before), strength(direction, change.after)];
  if (before === undefined || after === undefined) return 'changed';
  return after < before ? 'weaker' : undefined;
}

/** A number that is greater for what protects more; undefined when only the gateway knows. */
function strength(direction: Direction | undefined, value: string | undefined): number | undefined {
  if (direction === undefined || value === undefined) return undefined;
  if (typeof direction !== 'string') {
    const place = direction.indexOf(value.toLowerCase());
    return place < 0 ? undefined : -place;
  }
  if (!/^\d+(?:\.\d+)?$/.test(value)) return undefined;
  return direction === 'more is weaker' ? -Number(value) : Number(value);
}
