import type { ClientSecretCredentialOptions, TokenCredential } from '@azure/identity';
import { TaskError } from '../../errors/task-error.ts';
import type { WayOut } from '../../http/way-out.ts';
import type { AzureConnection } from './connection.ts';
import { credentialOf } from './credential.ts';
import { keepingTokens, type RenewableCredential } from './keep-token.ts';
import { maskTokensPolicy } from './mask-tokens-policy.ts';
import { signInClient } from './sign-in-client.ts';
import { signInFailed } from './sign-in-failed.ts';
import { Witness } from './witness.ts';

export interface SignInOptions {
  /** Called with each token before anybody else sees it: access tokens and the ID tokens of the job. */
  readonly maskSecret: (text: string) => void;
  readonly wayOut?: WayOut;
  readonly userAgent?: string;
  /** How often a request is repeated on trouble; 5 times, half a minute, unless told. */
  readonly retries?: number;
}

/**
 * The credential behind a service connection; nothing is sent before the first token is asked for.
 * CONNECTION_UNSUPPORTED when the connection lacks something. `getToken` fails with SIGN_IN_REFUSED (a remedy for each
 * known reason) or AZURE_UNREACHABLE. Tokens are kept and renewed: each that is asked for costs two ID tokens of Azure
 * DevOps, which the SDK asks for even when it has an access token (facts: azure-pipelines 3.5).
 */
export function signIn(connection: AzureConnection, options: SignInOptions): RenewableCredential {
  const witness = new Witness('oidcRequestUri' in connection ? connection.oidcRequestUri : undefined);
  return keepingTokens(() => {
    const credential = usable(() => credentialOf(connection, optionsFor(connection, options, witness)));
    return {
      async getToken(scopes, getTokenOptions) {
        witness.trouble = undefined;
        try {
          return await credential.getToken(scopes, getTokenOptions);
        } catch (error) {
          throw signInFailed(error, witness.trouble, connection);
        }
      },
    };
  });
}

function usable(construct: () => TokenCredential): TokenCredential {
  try {
    return construct();
  } catch (cause) {
    throw new TaskError('CONNECTION_UNSUPPORTED', {
      message: `The service connection cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
      remedy: 'Verify the service connection in Project settings > Service connections.',
      cause,
    });
  }
}

function optionsFor(
  connection: AzureConnection,
  options: SignInOptions,
  witness: Witness,
): ClientSecretCredentialOptions {
  const { authorityHost } = connection;
  const policies = [maskTokensPolicy(options.maskSecret), witness.policy];
  return {
    authorityHost: authorityHost.replace(/\/+$/, ''),
    // Discovery asks the public cloud about every authority that the library does not know. The connection says where
    // to sign in, so nobody else has to be asked: not in a sovereign cloud, and not in the public one.
    disableInstanceDiscovery: true,
    httpClient: signInClient(connection, policies, options.wayOut),
    retryOptions: { maxRetries: options.retries ?? 5 },
    ...(options.userAgent === undefined ? {} : { userAgentOptions: { userAgentPrefix: options.userAgent } }),
  };
}
