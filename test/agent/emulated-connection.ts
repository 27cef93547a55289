/** A service connection as the agent knows it. */
export interface EmulatedConnection {
  readonly id: string;
  readonly url?: string;
  readonly scheme?: string;
  readonly authorization: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

export interface ConnectionParts {
  /** Default: WorkloadIdentityFederation. */
  readonly scheme?: string;
  /** Azure Resource Manager. Default: an address that nobody listens to. */
  readonly armUrl?: string;
  /** Where to sign in. Default: an address that nobody listens to. */
  readonly authority?: string;
  readonly tenantId?: string;
  readonly clientId?: string;
  /** Present in the connection with the scheme ServicePrincipal. */
  readonly secret?: string;
  /** PEM text; with it the scheme ServicePrincipal has no secret. */
  readonly certificate?: string;
  /** Null: a connection for a management group, which names none. */
  readonly subscriptionId?: string | null;
  readonly id?: string;
  /** More of the connection's data, by its keys: "environment", "msiclientId". */
  readonly data?: Readonly<Record<string, string>>;
}

export const emulatedSubscription = '11111111-2222-3333-4444-555555555555';

/** An AzureRM connection with the keys of the real ones (facts: azure-pipelines 3.1). */
export function emulatedConnection(parts: ConnectionParts = {}): EmulatedConnection {
  const { scheme = 'WorkloadIdentityFederation', subscriptionId = emulatedSubscription } = parts;
  const nobody = 'https://127.0.0.1:9';
  return {
    id: parts.id ?? '0f0f0f0f-1111-4222-8333-444444444444',
    url: `${parts.armUrl ?? nobody}/`,
    scheme,
    authorization: {
      tenantid: parts.tenantId ?? '66666666-7777-4888-8999-000000000000',
      ...(scheme === 'ManagedServiceIdentity'
        ? {}
        : { serviceprincipalid: parts.clientId ?? 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee' }),
      ...(scheme === 'ServicePrincipal' ? proofOf(parts) : {}),
    },
    data: {
      environment: 'AzureCloud',
      activeDirectoryAuthority: `${parts.authority ?? nobody}/`,
      ...(subscriptionId === null
        ? { scopeLevel: 'ManagementGroup' }
        : { scopeLevel: 'Subscription', subscriptionid: subscriptionId }),
      ...parts.data,
    },
  };
}

function proofOf({ secret, certificate }: ConnectionParts): Record<string, string> {
  return certificate === undefined
    ? { serviceprincipalkey: secret ?? 'a-client-secret', authenticationType: 'spnKey' }
    : { servicePrincipalCertificate: certificate, authenticationType: 'spnCertificate' };
}
