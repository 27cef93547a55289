import { Refusal } from './refusal.ts';

/** The access tokens that ARM takes: those that sign-in has issued, as long as they live. */
export class Tokens {
  private readonly accepted = new Set<string>();
  /** Of the caller, for the words of a refusal. */
  clientId = '00000000-0000-0000-0000-000000000000';
  objectId = '00000000-0000-0000-0000-000000000000';

  accept(token: string): void {
    this.accepted.add(token);
  }

  check(authorization: string | undefined, origin: string): void {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined || !this.accepted.has(token))
      throw unauthorized(
        origin,
        'InvalidAuthenticationToken',
        token === undefined
          ? "Authentication failed. The 'Authorization' header is missing or invalid."
          : 'The access token is invalid.',
      );
    const { exp, appid, oid } = claimsOf(token);
    if (exp !== undefined && exp * 1000 < Date.now())
      throw unauthorized(
        origin,
        'ExpiredAuthenticationToken',
        `The access token expiry UTC time '${new Date(exp * 1000).toISOString()}' is earlier than current UTC time '${new Date().toISOString()}'.`,
      );
    this.clientId = appid ?? this.clientId;
    this.objectId = oid ?? this.objectId;
  }
}

function unauthorized(origin: string, code: string, message: string): Refusal {
  const challenge = `Bearer authorization_uri="${origin}", error="invalid_token", error_description="${message}"`;
  return new Refusal(401, code, message, undefined, { 'www-authenticate': challenge });
}

interface Claims {
  readonly exp?: number;
  readonly appid?: string;
  readonly oid?: string;
}

function claimsOf(token: string): Claims {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
  } catch {
    return {};
  }
}
