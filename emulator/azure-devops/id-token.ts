import type { EmulatedRequest } from '../http/loopback-server.ts';

/** What the job's endpoint for ID tokens was asked, taken out of the address. */
const route =
  /^\/([^/]+)\/[^/]+\/_apis\/distributedtask\/hubs\/[^/]+\/plans\/[^/]+\/jobs\/[^/]+\/oidctoken$/i;

/** Whether this is a request for an ID token of workload identity federation. */
export const asksForIdToken = ({ path, method }: EmulatedRequest) => method === 'POST' && route.test(path);

/** A token in the shape of the real one; nobody here checks its signature. */
export function idToken({ path, query }: EmulatedRequest): string {
  const [, collection = ''] = route.exec(path) ?? [];
  const project = path.split('/')[2] ?? '';
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = {
    iss: `https://vstoken.dev.azure.com/${collection}`,
    aud: 'api://AzureADTokenExchange',
    sub: `sc://${collection}/${project}/${query.get('serviceConnectionId') ?? ''}`,
    nbf: now,
    iat: now,
    exp: now + 600,
  };
  return `${part({ typ: 'JWT', alg: 'RS256', kid: 'emulator' })}.${part(payload)}.${part('signature')}`;
}
