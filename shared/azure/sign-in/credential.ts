import {
  AzurePipelinesCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type ClientSecretCredentialOptions,
  type TokenCredential,
} from '@azure/identity';
import { unreachable } from '../../errors/unreachable.ts';
import type { AzureConnection } from './connection.ts';

/** The credential of the SDK that fits the scheme of a connection. Throws when a part of it is empty or wrong. */
export function credentialOf(
  connection: AzureConnection,
  options: ClientSecretCredentialOptions,
): TokenCredential {
  switch (connection.scheme) {
    case 'ServicePrincipal': {
      const { tenantId, clientId, secret } = connection;
      return new ClientSecretCredential(tenantId, clientId, secret, options);
    }
    case 'ServicePrincipalCertificate': {
      const { tenantId, clientId, certificate } = connection;
      // As text: Microsoft's own tasks write it to a file first (facts: azure-pipelines 3.3).
      return new ClientCertificateCredential(tenantId, clientId, { certificate }, options);
    }
    case 'ManagedServiceIdentity': {
      const { clientId } = connection;
      return new ManagedIdentityCredential({ ...options, ...(clientId === undefined ? {} : { clientId }) });
    }
    case 'WorkloadIdentityFederation': {
      const { tenantId, clientId, serviceConnectionId, systemAccessToken, oidcRequestUri } = connection;
      return withOidcRequestUri(
        oidcRequestUri,
        () =>
          new AzurePipelinesCredential(tenantId, clientId, serviceConnectionId, systemAccessToken, options),
      );
    }
    default:
      return unreachable(connection);
  }
}

/** The credential takes the address from the environment, once, while it is constructed. */
function withOidcRequestUri<T>(uri: string, construct: () => T): T {
  const before = process.env['SYSTEM_OIDCREQUESTURI'];
  process.env['SYSTEM_OIDCREQUESTURI'] = uri;
  try {
    return construct();
  } finally {
    if (before === undefined) delete process.env['SYSTEM_OIDCREQUESTURI'];
    else process.env['SYSTEM_OIDCREQUESTURI'] = before;
  }
}
