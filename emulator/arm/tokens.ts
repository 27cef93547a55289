import { Refusal } from './refusal.ts';

/** Who comes with a token that says nothing. */
const stranger = '00000000-0000-0000-0000-000000000000';

/** The access tokens that ARM takes: those that sign-in has issued, as long as they live. */
export class Tokens {
  private readonly accepted = new Map<string, Claims>();
  private readonly expired = new Set<string>();
  /** Of the caller, for the words of a refusal. */
  clientId = stranger;
  objectId = stranger;

  accept(token: string): void {
    this.accepted.set(token, claimsOf(token));
    this.expired.delete(token);
  }

  /** Of all that were accepted so far, none is good any more. */
  expire(): void {
    for (const token of this.accepted.keys()) this.expired.add(token);
  }

  /** Refuses what is no good token for this origin (facts 0); tells who has come with a good one. */
  check(authorization: string | undefined, origin: string): string {
    const token = bearerIn(authorization ?? '');
    const claims = this.accepted.get(token);
    if (claims === undefined) throw unknown(origin, token);
    const { aud = origin, exp = Infinity, appid = stranger, oid = stranger } = claims;
    if (!isFor(origin, aud)) throw forOthers(origin, aud);
    if (this.expired.has(token) || exp * 1000 < Date.now()) throw expired(origin, exp);
    this.clientId = appid;
    this.objectId = oid;
    return oid === stranger ? token : oid;
  }
}

function bearerIn(authorization: string): string {
  return /^Bearer (.+)$/i.exec(authorization)?.[1] ?? '';
}

function unknown(origin: string, token: string): Refusal {
  return unauthorized(
    origin,
    'InvalidAuthenticationToken',
    token === ''
      ? "Authentication failed. The 'Authorization' header is missing or invalid."
      : 'The access token is invalid.',
  );
}

function isFor(origin: string, audience: string): boolean {
  return audience.replace(/\/$/, '').toLowerCase() === origin.toLowerCase();
}

function forOthers(origin: string, audience: string): Refusal {
  return unauthorized(
    origin,
    'InvalidAuthenticationTokenAudience',
    `The access token has been obtained for wrong audience or resource '${audience}'. It should exactly match with one of the allowed audiences '${origin}/'.`,
  );
}

function expired(origin: string, exp: number): Refusal {
  const date = (milliseconds: number) => new Date(Math.min(milliseconds, Date.now())).toISOString();
  return unauthorized(
    origin,
    'ExpiredAuthenticationToken',
    `The access token expiry UTC time '${date(exp * 1000)}' is earlier than current UTC time '${date(Infinity)}'.`,
  );
}

function unauthorized(origin: string, code: string, message: string): Refusal {
  const challenge = `Bearer authorization_uri="${origin}", error="invalid_token", error_description="${message}"`;
  return new Refusal(401, code, message, undefined, { 'www-authenticate': challenge });
}

interface Claims {
  readonly aud?: string;
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
