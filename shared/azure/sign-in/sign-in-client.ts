import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';
import type { WayOut } from '../../http/way-out.ts';
import { wayOutClient } from '../arm/way-out-client.ts';
import type { AzureConnection } from './connection.ts';
import { machineFirst } from './machine-identity.ts';

/**
 * The HTTP of a credential, with policies of ours around it. They stand here, below the credential's own pipeline,
 * because the credential for managed identities drops all that are handed to it (@azure/identity 4.13).
 */
export function signInClient(
  { scheme }: AzureConnection,
  policies: readonly PipelinePolicy[],
  wayOut: WayOut = {},
): HttpClient {
  const usual = wayOutClient(wayOut);
  const client =
    scheme === 'ManagedServiceIdentity'
      ? machineFirst(wayOutClient({ ...wayOut, proxyFor: () => undefined }), usual)
      : usual;
  return policies.reduceRight<HttpClient>(
    (inner, policy) => ({
      sendRequest: (request) => policy.sendRequest(request, (sent) => inner.sendRequest(sent)),
    }),
    client,
  );
}
