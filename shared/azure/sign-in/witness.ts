import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import { TaskError } from '../../errors/task-error.ts';
import { networkFailure, type NetworkFailure } from '../arm/network-failure.ts';

/** What went wrong on the wire while a token was asked for. */
export type Trouble =
  /** What was found out on the way, and told by whom it met: the proxy wants other credentials. */
  | { readonly kind: 'told'; readonly error: TaskError }
  | { readonly kind: 'network'; readonly host: string; readonly failure: NetworkFailure }
  | {
      readonly kind: 'answer';
      /** Who answered: Azure DevOps, which gives ID tokens to its jobs, or Microsoft Entra. */
      readonly from: 'devops' | 'entra';
      readonly host: string;
      readonly status: number;
      readonly text: string;
      /** Under which Azure DevOps finds the request. */
      readonly activityId: string | undefined;
    };

/**
 * Remembers the last trouble of a credential. The SDK loses it: MSAL turns resets and even AADSTS90002 into "see
 * https://aka.ms/…", and the credential for pipelines prints the whole exchange, token of the job included.
 */
export class Witness {
  trouble: Trouble | undefined;
  readonly policy: PipelinePolicy;

  constructor(oidcRequestUri: string | undefined) {
    this.policy = {
      name: 'witness',
      sendRequest: async (request, next) => {
        const { host } = new URL(request.url);
        const isOidc = oidcRequestUri !== undefined && request.url.startsWith(oidcRequestUri);
        try {
          const response = await next(request);
          const failed = isOidc ? !givesIdToken(response) : response.status >= 400;
          if (failed) this.trouble = troubleIn(response, host, isOidc ? 'devops' : 'entra');
          return response;
        } catch (error) {
          this.trouble = troubleBehind(error, host) ?? this.trouble;
          throw error;
        }
      },
    };
  }
}

function troubleBehind(error: unknown, host: string): Trouble | undefined {
  if (error instanceof TaskError) return { kind: 'told', error };
  const failure = networkFailure(error);
  return failure === undefined ? undefined : { kind: 'network', host, failure };
}

/** Azure DevOps may answer 203 or a redirect with its sign-in page. */
function givesIdToken({ status, bodyAsText }: PipelineResponse): boolean {
  return status === 200 && /"oidcToken"\s*:\s*"./.test(bodyAsText ?? '');
}

function troubleIn(response: PipelineResponse, host: string, from: 'devops' | 'entra'): Trouble {
  const { status, bodyAsText, headers } = response;
  return {
    kind: 'answer',
    from,
    host,
    status,
    text: bodyAsText ?? '',
    activityId: headers.get('x-vss-e2eid'),
  };
}
