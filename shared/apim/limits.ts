import { type JsonObject, valueAt } from './json.ts';
import { kindOf } from './kinds/table.ts';
import type { ResourceId } from './resource-id.ts';
import { shortened } from './text-difference.ts';

/** What the service takes in one text. */
interface TextLimit {
  readonly most?: number;
  /** Without it the service takes nothing at all of the kind. */
  readonly isNeeded?: true;
  readonly pattern?: RegExp;
  /** What the pattern means, for people. */
  readonly allowed?: string;
}

const noSigns = { pattern: /^[^*#&+:<>?]+$/, allowed: 'no * # & + : < > ?' };
const long = { most: 256, ...noSigns };
const short = { most: 80, ...noSigns };
const any80 = { most: 80 };
const any256 = { most: 256 };

/** Names in Azure's own paths, by collection (facts: apim-rest 1.0). */
const names: Readonly<Record<string, TextLimit>> = {
  apis: long,
  namedValues: long,
  loggers: long,
  documentations: long,
  openidConnectProviders: long,
  subscriptions: long,
  releases: short,
  tags: short,
  diagnostics: short,
  tagDescriptions: short,
  apiVersionSets: short,
  authorizationServers: short,
  caches: short,
  certificates: short,
  workspaces: short,
  operations: any80,
  resolvers: any80,
  schemas: any80,
  backends: any80,
  gateways: any80,
  policyRestrictions: any80,
  products: any256,
  groups: any256,
  policyFragments: {
    most: 80,
    pattern: /^(?:\w+|\w[\w-]+\w)$/,
    allowed: 'letters, digits, "_" and "-", with no "-" at either end',
  },
};

/** Properties by collection (facts: apim-rest 1.3, 1.4, 1.6, 1.10 to 1.15, 1.17). */
const properties: Readonly<Record<string, Readonly<Record<string, TextLimit>>>> = {
  apis: {
    displayName: { most: 300 },
    path: { most: 400 },
    serviceUrl: { most: 2000 },
    apiVersion: { most: 100 },
    apiRevision: { pattern: /^\d{1,100}$/, allowed: 'digits' },
    apiRevisionDescription: { most: 256 },
    apiVersionDescription: { most: 256 },
  },
  operations: { displayName: { most: 300 }, urlTemplate: { most: 1000 }, description: { most: 1000 } },
  namedValues: {
    displayName: {
      isNeeded: true,
      most: 256,
      pattern: /^[A-Za-z0-9-._]+$/,
      allowed: 'letters, digits, "-", "." and "_"',
    },
    value: { most: 4096 },
  },
  backends: { url: { most: 2000 }, title: { most: 300 }, description: { most: 2000 } },
  products: { displayName: { isNeeded: true, most: 300 }, description: { most: 1000 } },
  tags: { displayName: { isNeeded: true, most: 160 } },
  groups: { displayName: { isNeeded: true, most: 300 }, description: { most: 1000 } },
  apiVersionSets: { displayName: { isNeeded: true, most: 100 } },
  loggers: { description: { most: 256 } },
  policyFragments: { description: { most: 1000 } },
};

/** Bytes of a policy, whatever the tier; Consumption takes 16 KiB (facts: apim-rest 4.6). */
const largestPolicy = 256 * 1024;
const largestFragment = 512 * 1024;

/** Why the service does not take this name; undefined: it does. An API is named by its revisions' API. */
export function nameFault(id: ResourceId): string | undefined {
  const named = kindOf(id.kind).naming === undefined ? id : (id.parent ?? id);
  const limit = names[kindOf(named.kind).azure.collection];
  const fault = limit === undefined ? undefined : faultIn(named.name, limit);
  return fault === undefined ? undefined : `the name "${shortened(named.name, 40)}" ${fault}`;
}

/** What the service does not take in these properties. Values are not shown: they may be secret. */
export function propertyFaults(id: ResourceId, all: JsonObject): readonly string[] {
  const holder = kindOf(id.kind).naming === undefined ? id : (id.parent ?? id);
  const { azure, linksTo } = kindOf(holder.kind);
  // A link stands in the collection of what it leads to, and says nothing of it.
  const limits = linksTo === undefined ? (properties[azure.collection] ?? {}) : {};
  return Object.entries(limits).flatMap(([path, limit]) => {
    const value = valueAt(all, path) ?? '';
    if (value === '' && limit.isNeeded === true) return [`"${path}" is missing`];
    const fault = typeof value === 'string' && value !== '' ? faultIn(value, limit) : undefined;
    return fault === undefined ? [] : [`"${path}" ${fault}`];
  });
}

/** Why a policy is too large; undefined: it is not. */
export function policySizeFault(id: ResourceId, policy: string): string | undefined {
  const most = kindOf(id.kind).azure.listIsPartial === true ? largestFragment : largestPolicy;
  const bytes = new TextEncoder().encode(policy).length;
  return bytes <= most ? undefined : `it has ${bytes} bytes, Azure takes ${most}`;
}

function faultIn(text: string, { most, pattern, allowed }: TextLimit): string | undefined {
  if (most !== undefined && text.length > most) return `has ${text.length} characters, Azure takes ${most}`;
  return pattern?.test(text) === false ? `may hold ${allowed ?? ''}` : undefined;
}
