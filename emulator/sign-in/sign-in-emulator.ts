import type { Certificate } from '../http/certificates.ts';
import { LoopbackEmulator } from '../http/loopback-emulator.ts';
import { type EmulatedAnswer, type EmulatedRequest, LoopbackServer } from '../http/loopback-server.ts';
import { entraError } from './entra-error.ts';
import { faultOfAssertion } from './certificate-assertion.ts';
import { claimsOf, makeToken } from './json-web-token.ts';
import type { Principal } from './principal.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Entra sign-in for applications: client secrets, certificates and federated ID tokens (pipeline facts 3.2 to 3.5). */
export class SignInEmulator extends LoopbackEmulator {
  protected readonly server: LoopbackServer;
  private readonly principals: Principal[] = [];

  constructor(
    certificate: Certificate,
    private readonly options: { onToken: (token: string) => void },
  ) {
    super();
    this.server = new LoopbackServer(certificate, (request) => this.answer(request));
  }

  addPrincipal(principal: Principal): void {
    this.principals.push(principal);
  }

  private answer(request: EmulatedRequest): EmulatedAnswer {
    const [, tenant = '', rest] = /^\/([^/]+)\/(.+)$/.exec(request.path) ?? [];
    const known = this.principals.filter(({ tenantId }) => tenantId.toLowerCase() === tenant.toLowerCase());
    if (known.length === 0) return entraError(90002, tenant);
    if (request.method === 'GET' && rest === 'v2.0/.well-known/openid-configuration')
      return { status: 200, body: configuration(originOf(request), tenant) };
    if (request.method === 'POST' && rest === 'oauth2/v2.0/token') return this.token(tenant, known, request);
    return { status: 404, body: 'Not found' };
  }

  private token(tenant: string, known: readonly Principal[], request: EmulatedRequest): EmulatedAnswer {
    const form = new URLSearchParams(request.body);
    const grant = form.get('grant_type') ?? '';
    if (grant !== 'client_credentials') return entraError(70003, grant);
    const clientId = form.get('client_id') ?? '';
    const principal = known.find((one) => one.clientId.toLowerCase() === clientId.toLowerCase());
    if (!principal) return entraError(700016, clientId, tenant);
    const scope = form.get('scope') ?? '';
    // MSAL adds scopes of its own, separated by spaces.
    const resource = scope.split(' ').find((one) => one.endsWith('/.default'));
    if (resource === undefined) return entraError(70011, scope);
    return (
      refusalOf(principal, form, originOf(request)) ??
      this.issue(principal, resource.slice(0, -'/.default'.length))
    );
  }

  private issue({ tenantId, clientId, tokenSeconds = 3600 }: Principal, audience: string): EmulatedAnswer {
    const now = Math.floor(Date.now() / 1000);
    const token = makeToken({
      aud: audience,
      iss: `${this.origin}/${tenantId}/v2.0`,
      iat: now,
      nbf: now - 300,
      exp: now + tokenSeconds,
      appid: clientId,
      oid: clientId,
      tid: tenantId,
    });
    this.options.onToken(token);
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        token_type: 'Bearer',
        expires_in: tokenSeconds,
        ext_expires_in: tokenSeconds,
        access_token: token,
      },
    };
  }
}

/** As it was asked: a test's proxy leads the names of real clouds here. */
function originOf({ url, headers }: EmulatedRequest): string {
  return `https://${headers.host ?? url.host}`;
}

function configuration(origin: string, tenant: string): object {
  return {
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
    issuer: `${origin}/${tenant}/v2.0`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    tenant_region_scope: 'EU',
  };
}

function refusalOf(principal: Principal, form: URLSearchParams, origin: string): EmulatedAnswer | undefined {
  const { clientId, tenantId, certificate } = principal;
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (secret !== null) {
    if (secret !== principal.secret) return entraError(7000215, clientId);
    return principal.secretExpired ? entraError(7000222, clientId) : undefined;
  }
  if (assertion === null || form.get('client_assertion_type') !== jwtBearer) return entraError(7000216);
  if (certificate === undefined) return refusalOfAssertion(principal, assertion);
  const audience = `${origin}/${tenantId}/oauth2/v2.0/token`;
  const fault = faultOfAssertion(assertion, { clientId, audience, certificate });
  return fault === undefined ? undefined : entraError(700027, fault, clientId);
}

function refusalOfAssertion(principal: Principal, assertion: string): EmulatedAnswer | undefined {
  const claims = claimsOf(assertion);
  const { iss = '', sub = '', aud = '', nbf = 0, exp = Infinity } = claims ?? {};
  const now = Date.now();
  const date = (seconds: number): string => new Date(Math.min(seconds * 1000, 8.64e15)).toISOString();
  if (claims && exp * 1000 < now)
    return entraError(700024, new Date(now).toISOString(), date(nbf), date(exp));
  if (!principal.acceptsAssertion) return entraError(70021, iss, sub, aud);
  return claims && principal.acceptsAssertion(assertion) ? undefined : entraError(700213, iss, sub, aud);
}
