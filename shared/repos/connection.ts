import { createSecureContext, rootCertificates } from 'node:tls';
import { GitApi } from 'azure-devops-node-api/GitApi.js';
import { BearerCredentialHandler } from 'azure-devops-node-api/handlers/bearertoken.js';
import type {
  IRequestHandler,
  IRequestOptions,
} from 'azure-devops-node-api/interfaces/common/VsoBaseInterfaces.js';
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
  const { authorities = [] } = wayOut;
  if (authorities.length > 0) handlers.push(trusting(authorities));
  const options = { keepAlive: true, allowRedirects: false, ...proxyOf(wayOut, address) };
  const api = new GitApi(address, handlers, options, userAgent);
  speakUp(api.rest.client, log, readWhole);
  speakUp(api.http, log, (response) => Promise.resolve(response));
  return api;
}

type Response = Awaited<ReturnType<HttpClient['request']>>;

/**
 * node-api says null for 404, for a sign-in page and for a body that broke off. A broken list of files taken for an
 * empty folder would be a disaster, so each becomes an error that says which it is, before node-api sees it.
 */
function speakUp(client: HttpClient, log: Log, read: (response: Response) => Promise<Response>): void {
  const request = client.request.bind(client);
  client.request = async (verb, url, data, headers) => {
    const response = await request(verb, url, data, headers);
    const { statusCode: status = 0, headers: answered } = response.message;
    log.debug(`${verb} ${new URL(url).pathname} ${status}`);
    const refused = status > 299 || status === 203 || String(answered['content-type']).includes('text/html');
    if (refused) throw new ServiceAnswer(status, await response.readBody(), answered);
    return read(response);
  };
}

async function readWhole(response: Response): Promise<Response> {
  const body = await response.readBody();
  return { message: response.message, readBody: () => Promise.resolve(body) };
}

/** node-api takes authorities only from a file, and then forgets Node's own; its agents take a whole context. */
function trusting(authorities: readonly string[]): IRequestHandler {
  const secureContext = createSecureContext({ ca: [...rootCertificates, ...authorities] });
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

function proxyOf({ proxyFor }: WayOut, address: string): Pick<IRequestOptions, 'proxy'> {
  const proxy = proxyFor?.(address);
  if (proxy === undefined) return {};
  return {
    proxy: {
      proxyUrl: proxy.url,
      ...(proxy.username === undefined ? {} : { proxyUsername: proxy.username }),
      ...(proxy.password === undefined ? {} : { proxyPassword: proxy.password }),
    },
  };
}
