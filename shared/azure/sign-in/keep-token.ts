import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';

/** Milliseconds before its end at which a token is renewed, or a quarter of its life if that is less. */
const usualMargin = 120_000;
/** Milliseconds until a renewal that failed is tried again, as long as the token lives. */
const betweenTries = 30_000;

/** A credential that can be told that Azure did not take one of its tokens. */
export interface RenewableCredential extends TokenCredential {
  /** The next token will be a new one, whatever its date says. Nothing happens when it is not the one in use. */
  readonly refused?: (token: string) => void;
}

interface Kept {
  readonly token: AccessToken;
  readonly renewAt: number;
}

/**
 * Keeps a token and renews it before it ends, once for all who wait. The SDK's own keeper renews in the background,
 * where a failure that nobody waits for ends the process (core-rest-pipeline 1.24, tokenCycler.js); here, who needs a
 * token waits, and goes on with the old one while that lives. `expiresOnTimestamp` is 0, so that the SDK keeps none.
 * `afresh` makes a credential that remembers no token: the SDK's give out theirs until its date, even when Azure has
 * refused it (msal-node, ClientCredentialClient).
 */
export function keepingTokens(
  afresh: () => TokenCredential,
  now: () => number = Date.now,
): RenewableCredential {
  let credential = afresh();
  let kept: Kept | undefined;
  let renewal: Promise<Kept> | undefined;

  async function renewed(scopes: string | string[], options?: GetTokenOptions): Promise<Kept> {
    const began = now();
    const token = await credential.getToken(scopes, options);
    if (token === null) throw new Error('There was no token and no reason.');
    const life = token.expiresOnTimestamp - began;
    return { token, renewAt: token.expiresOnTimestamp - Math.min(usualMargin, life / 4) };
  }

  async function current(scopes: string | string[], options?: GetTokenOptions): Promise<Kept> {
    // Azure says why it wants another token than the one that we have.
    if (options?.claims !== undefined) return (kept = await renewed(scopes, options));
    if (kept !== undefined && now() < kept.renewAt) return kept;
    // Without the options of the first who asks: its signal to abort is not that of the others.
    renewal ??= renewed(scopes).finally(() => (renewal = undefined));
    try {
      return (kept = await renewal);
    } catch (error) {
      if (kept === undefined || now() >= kept.token.expiresOnTimestamp) throw error;
      return (kept = { ...kept, renewAt: now() + betweenTries });
    }
  }

  return {
    async getToken(scopes, options) {
      const { token } = await current(scopes, options);
      return { ...token, expiresOnTimestamp: 0 };
    },
    refused(token) {
      if (kept?.token.token !== token) return;
      kept = undefined;
      credential = afresh();
    },
  };
}
