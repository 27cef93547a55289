import { createPipelineFromOptions, redirectPolicyName } from '@azure/core-rest-pipeline';
import type { ArmClientOptions } from './arm-wire.ts';
import { clientWire } from './client-wire.ts';
import { wayOutClient } from './way-out-client.ts';
import type { Wire } from './wire.ts';

type LinkOptions = Pick<ArmClientOptions, 'userAgent' | 'wayOut' | 'httpClient'>;

/** A wire for links that carry their own permission: it knows no credential and follows no redirect. */
export function linkWire({ userAgent, wayOut, httpClient = wayOutClient(wayOut) }: LinkOptions): Wire {
  const pipeline = createPipelineFromOptions(
    userAgent === undefined ? {} : { userAgentOptions: { userAgentPrefix: userAgent } },
  );
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: redirectPolicyName });
  return clientWire({ sendRequest: (request) => pipeline.sendRequest(httpClient, request) });
}
