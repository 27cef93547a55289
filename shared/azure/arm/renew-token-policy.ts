import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline';
import type { RenewableCredential } from '../sign-in/keep-token.ts';
import { readErrorBody } from './error-body.ts';

/**
 * Sends once more, with a new token, what Azure refuses because of the token: its end by Azure's clock is not always
 * that by ours, and tokens are revoked. It stands before the policy that adds the token.
 */
export function renewTokenPolicy(credential: RenewableCredential): PipelinePolicy {
  return {
    name: 'renewToken',
    async sendRequest(request, next) {
      const first = await next(request);
      const refused = tokenOf(request);
      if (first.status !== 401 || refused === undefined || !isAboutToken(first.bodyAsText)) return first;
      credential.refused?.(refused);
      const second = await next(request);
      // Somebody else had asked for a token just before: we were given the old one along with them.
      return second.status === 401 && tokenOf(request) === refused ? await next(request) : second;
    },
  };
}

/** The policy that adds the token leaves it in the request. */
function tokenOf({ headers }: PipelineRequest): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.get('Authorization') ?? '')?.[1];
}

/** ExpiredAuthenticationToken, InvalidAuthenticationToken (facts: apim-rest 4.1); not the tenant that is the wrong one. */
function isAboutToken(text: string | null | undefined): boolean {
  return /^(Expired|Invalid)AuthenticationToken$/i.test(readErrorBody(text ?? '').code ?? '');
}
