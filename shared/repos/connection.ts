import type { SecureContext } from 'node:tls';
import { GitApi } from 'azure-devops-node-api/GitApi.js';
import { BearerCredentialHandler } from 'azure-devops-node-api/handlers/bearertoken.js';
import type {
  IRequestHandler,
  IRequestOptions,
} from 'azure-devops-node-api/interfaces/common/VsoBaseInterfaces.js';
import { proxyRefused } from '../http/proxy-refused.ts';
import { secureContextOf } from '../http/secure-context.ts';
import type { WayOut } from '../http/way-out.ts';
import type { Log } from '../log/log.ts';
import { ServiceAnswer } from './service-answer.ts';

/** What it takes to talk to the Git side of a collection. */
export interface ConnectionSettings {
  /** "https://dev.azure.com/contoso", with or without a slash at the end. */
  readonly collectionUri: string;
  readonly token: string;
  readonly log: Log;
  readonly wayOut?: WayOut;
  /** Name and version for the service's own logs: "apim-gitops/1.2.3". */
  readonly userAgent?: string;
}

type HttpClient = GitApi['http'];

/**
 * The Git client alone: WebApi would ask for two more addresses first and bring 880 KiB of other clients.
 * Redirects are not followed: another port of the same host would be given the token.
 */
export function connect(settings: ConnectionSettings): GitApi {
  const { collectionUri, token, log, wayOut = {}, userAgent = 'apim-gitops' } = settings;
  const address = `${collectionUri.replace(/\/+$/, '')}/`;
  const handlers: IRequestHandler[] = [new BearerCredentialHandler(token, false)];
  const secureContext = secureContextOf(wayOut);
  if (secureContext !== undefined) handlers.push(speakingIn(secureContext));
  const options = { keepAlive: true, allowRedirects: false, ...proxyOf(wayOut, address) };
  const api = new GitApi(address, handlers, options, userAgent);
  speakUp(api.rest.client, log, readWhole);
  speakUp(api.http, log, (response) => Promise.resolve(response));
  for (const client of [api.rest.client, api.http]) nameTheProxy(client, wayOut);
  return api;
}

/** The tunnel tells a refused password like a broken line (tunnel 0.0.6, lib/tunnel.js), which would be tried again. */
function nameTheProxy(client: HttpClient, { proxyFor }: WayOut): void {
  const request = client.request.bind(client);
  client.request = async (verb, url, data, headers) => {
    try {
      return await request(verb, url, data, headers);
    } catch (error) {
      const refused = error instanceof Error && /\bstatusCode=407\b/.test(error.message);
      throw refused ? proxyRefused('REPOSITORY_UNREACHABLE', url, proxyFor?.(url)) : error;
    }
  };
}

type Response = Awaited<ReturnType<HttpClient['request']>>;

/**
 * node-api says null for 404, for a sign-in page and for a body that broke off. A broken list of files taken for an
 * empty folder would be a disaster, so each becomes an error that says which it is, before node-api sees it.
 */
function speakUp(client: HttpClient, log: Log, read: (response: Response) => Promise<Response>): void {
  const request = client.request.bind(client);
  client.request = async (verb, url, data, headers) => {
    const began = Date.now();
    const response = await request(verb, url, data, headers);
    const { statusCode: status = 0, headers: answered } = response.message;
    // ActivityId is what Microsoft's support asks for.
    const activity = String(answered['activityid'] ?? 'unknown');
    log.debug(
      `${verb} ${new URL(url).pathname}: ${status}, activity ${activity}, after ${Date.now() - began} ms`,
    );
    const refused = status > 299 || status === 203 || String(answered['content-type']).includes('text/html');
    if (refused) throw new ServiceAnswer(status, await response.readBody(), answered);
    return read(response);
  };
}

async function readWhole(response: Response): Promise<Response> {
  const body = await response.readBody();
  return { message: response.message, readBody: () => Promise.resolve(body) };
}

/** node-api takes certificates only from files, and then forgets Node's own; its agents take a whole context. */
function speakingIn(secureContext: SecureContext): IRequestHandler {
  return {
    prepareRequest: ({ agent }) => {
      // Both Node's agent and the tunnel through a proxy keep what they connect with in their options.
      const options: unknown = typeof agent === 'object' ? Reflect.get(agent, 'options') : undefined;
      if (typeof options === 'object') Object.assign(options ?? {}, { secureContext });
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('This handler only trusts.')),
  };
}

/** Said also when it is none: node-api would take HTTPS_PROXY where the agent's bypass list says to go directly. */
function proxyOf({ proxyFor }: WayOut, address: string): Pick<IRequestOptions, 'proxy'> {
  if (proxyFor === undefined) return {};
  const { url = '', username, password = '' } = proxyFor(address) ?? {};
  return {
    proxy: {
      proxyUrl: url,
      ...(username === undefined ? {} : { proxyUsername: username, proxyPassword: password }),
      // Given, even if empty, it stands for NO_PROXY.
      proxyBypassHosts: [],
    },
  };
}
