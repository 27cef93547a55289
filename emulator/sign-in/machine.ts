import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RequestLog } from '../http/request-log.ts';
import { makeToken } from './json-web-token.ts';

/** Which identities a machine has. */
export interface MachineIdentities {
  readonly system?: boolean;
  /** Client ids of identities that users assigned to it. */
  readonly userAssigned?: readonly string[];
  readonly tokenSeconds?: number;
}

/**
 * The instance metadata service of a virtual machine, which on Azure speaks plain HTTP at 169.254.169.254
 * (learn.microsoft.com: "How to use managed identities on an Azure VM to acquire an access token").
 */
export class MachineEmulator {
  readonly requests = new RequestLog();
  private readonly server: Server;

  constructor(
    private readonly identities: MachineIdentities,
    private readonly onToken: (token: string) => void,
  ) {
    this.server = createServer((request, response) => {
      const { status, body } = this.answer(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** http://127.0.0.1:port, without a slash at the end. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer({ method = 'GET', url = '/', headers }: IncomingMessage): { status: number; body: object } {
    const { pathname, searchParams: query } = new URL(url, this.origin);
    const path = pathname.replace(/\/$/, '');
    const given = this.given(path, query, headers);
    this.requests.add({ method, path, query, headers, body: '', at: Date.now(), status: given.status });
    return given;
  }

  private given(path: string, query: URLSearchParams, headers: IncomingMessage['headers']) {
    if (path !== '/metadata/identity/oauth2/token') return refusal(404, 'not_found', 'Not found');
    if (headers['metadata'] !== 'true' || headers['x-forwarded-for'] !== undefined)
      return refusal(400, 'bad_request', 'Required metadata header not specified');
    const clientId = query.get('client_id');
    const { system = false, userAssigned = [], tokenSeconds = 86_400 } = this.identities;
    if (clientId === null ? !system : !userAssigned.includes(clientId))
      return refusal(400, 'invalid_request', 'Identity not found');
    return { status: 200, body: this.token(query.get('resource') ?? '', clientId, tokenSeconds) };
  }

  private token(resource: string, clientId: string | null, tokenSeconds: number): object {
    const exp = Math.floor(Date.now() / 1000) + tokenSeconds;
    const access_token = makeToken({ aud: resource, exp, appid: clientId ?? 'of-the-machine' });
    this.onToken(access_token);
    // Numbers are text here, unlike at Entra.
    return {
      access_token,
      expires_in: String(tokenSeconds),
      expires_on: String(exp),
      resource,
      token_type: 'Bearer',
    };
  }
}

const refusal = (status: number, error: string, error_description: string) => ({
  status,
  body: { error, error_description },
});
