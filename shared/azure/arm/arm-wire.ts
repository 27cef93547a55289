import { ApiManagementClient } from '@azure/arm-apimanagement';
import {
  bearerTokenAuthenticationPolicyName,
  type HttpClient,
  redirectPolicyName,
} from '@azure/core-rest-pipeline';
import type { WayOut } from '../../http/way-out.ts';
import type { RenewableCredential } from '../sign-in/keep-token.ts';
import { clientWire } from './client-wire.ts';
import { ownOriginPolicy } from './own-origin-policy.ts';
import { renewTokenPolicy } from './renew-token-policy.ts';
import { wayOutClient } from './way-out-client.ts';
import type { Wire } from './wire.ts';

export interface ArmClientOptions {
  /** URL of Azure Resource Manager, from the service connection; with or without a slash at the end. */
  readonly endpoint: string;
  readonly subscriptionId: string;
  readonly credential: RenewableCredential;
  /** Stands first in the User-Agent header. */
  readonly userAgent?: string;
  readonly wayOut?: WayOut;
  /** Where the pipeline ends; out at the network unless told. */
  readonly httpClient?: HttpClient;
}

/**
 * The pipeline of Microsoft's client for API Management as a wire: token with its renewal, user agent, request id.
 * Bodies pass as they are, because the typed operations drop what they do not know (facts: azure-pipelines 6.1).
 */
export function armWire(options: ArmClientOptions): Wire {
  const endpoint = options.endpoint.replace(/\/+$/, '');
  // Never with apiVersion: that would rewrite the api-version of every request (facts: azure-pipelines 6.2).
  const client = new ApiManagementClient(options.credential, options.subscriptionId, {
    endpoint,
    credentialScopes: `${endpoint}/.default`,
    httpClient: options.httpClient ?? wayOutClient(options.wayOut),
    ...(options.userAgent === undefined ? {} : { userAgentOptions: { userAgentPrefix: options.userAgent } }),
  });
  const { pipeline } = client;
  // `persistent` knows more of Azure's moods; a redirect is never followed, because the token would go along or be lost.
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: redirectPolicyName });
  // It cannot read XML and fails on it, without need: an exported WSDL is XML (facts: apim-rest 2.2).
  pipeline.removePolicy({ name: 'deserializationPolicy' });
  const beforeToken = { beforePolicies: [bearerTokenAuthenticationPolicyName] };
  pipeline.addPolicy(ownOriginPolicy(endpoint), beforeToken);
  pipeline.addPolicy(renewTokenPolicy(options.credential), beforeToken);
  return clientWire(client);
}
