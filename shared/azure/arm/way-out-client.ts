import type { SecureContext } from 'node:tls';
import {
  createDefaultHttpClient,
  proxyPolicy,
  type HttpClient,
  type PipelinePolicy,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import { proxyRefused } from '../../http/proxy-refused.ts';
import { secureContextOf } from '../../http/secure-context.ts';
import type { ProxySettings, WayOut } from '../../http/way-out.ts';

/**
 * Where each pipeline of this edge ends, those of sign-in too: takes the agent's proxy, and trusts and shows the
 * agent's certificates. Below the pipelines, because their own policy for proxies would else have taken HTTPS_PROXY
 * before. AZURE_UNREACHABLE when a proxy does not accept its credentials.
 */
export function wayOutClient(wayOut: WayOut = {}): HttpClient {
  const { proxyFor } = wayOut;
  const client = createDefaultHttpClient();
  const proxies = new Map<string, PipelinePolicy>();
  let secureContext: SecureContext | undefined;
  const send = (request: PipelineRequest) => client.sendRequest(request);
  return {
    async sendRequest(request) {
      // Not tlsSettings: the SDK ignores those behind a proxy (facts: azure-pipelines 2.9).
      secureContext ??= secureContextOf(wayOut);
      if (secureContext !== undefined)
        request.requestOverrides = { ...request.requestOverrides, secureContext };
      if (proxyFor !== undefined) delete request.agent;
      const settings = proxyFor?.(request.url);
      const response = await (settings === undefined
        ? send(request)
        : proxyOf(settings).sendRequest(request, send));
      if (response.status === 407) throw proxyRefused('AZURE_UNREACHABLE', request.url, settings);
      return response;
    },
  };

  /** One for each proxy: it keeps the connections. */
  function proxyOf(settings: ProxySettings): PipelinePolicy {
    const known = proxies.get(settings.url) ?? sdkProxy(settings);
    proxies.set(settings.url, known);
    return known;
  }
}

function sdkProxy({ url, username, password }: ProxySettings): PipelinePolicy {
  const { protocol, hostname, port } = new URL(url);
  return proxyPolicy(
    {
      host: `${protocol}//${hostname}`,
      port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
      // Made part of a URL and decoded out of it again, where a percent sign of the user's would not survive.
      ...(username === undefined ? {} : { username: encodeURIComponent(username) }),
      ...(password === undefined ? {} : { password: encodeURIComponent(password) }),
    },
    { customNoProxyList: [] },
  );
}
