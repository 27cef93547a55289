import { createPipelineFromOptions, redirectPolicyName } from '@azure/core-rest-pipeline';
import type { WayOut } from '../../http/way-out.ts';
import { clientWire } from './client-wire.ts';
import { wayOutClient } from './way-out-client.ts';
import type { Wire } from './wire.ts';

/** A wire for links that carry their own permission: it knows no credential and follows no redirect. */
export function linkWire(userAgent: string | undefined, wayOut: WayOut | undefined): Wire {
  const httpClient = wayOutClient(wayOut);
  const pipeline = createPipelineFromOptions(
    userAgent === undefined ? {} : { userAgentOptions: { userAgentPrefix: userAgent } },
  );
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: redirectPolicyName });
  return clientWire({ sendRequest: (request) => pipeline.sendRequest(httpClient, request) });
}
