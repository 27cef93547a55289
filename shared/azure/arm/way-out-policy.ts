import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { proxyPolicy, type PipelinePolicy } from '@azure/core-rest-pipeline';
import type { ProxySettings, WayOut } from '../../http/way-out.ts';

/** Takes the agent's proxy and trusts its authorities. Serves every pipeline of this edge, those of sign-in too. */
export function wayOutPolicy({ proxyFor, authorities = [] }: WayOut): PipelinePolicy {
  const proxies = new Map<string, PipelinePolicy>();
  let secureContext: SecureContext | undefined;
  return {
    name: 'wayOut',
    sendRequest(request, next) {
      if (authorities.length > 0) {
        // Not tlsSettings: the SDK ignores those behind a proxy (facts: azure-pipelines 2.9).
        secureContext ??= createSecureContext({ ca: [...rootCertificates, ...authorities] });
        request.requestOverrides = { ...request.requestOverrides, secureContext };
      }
      const settings = proxyFor?.(request.url);
      return settings === undefined ? next(request) : proxyOf(settings).sendRequest(request, next);
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
  return proxyPolicy({
    host: `${protocol}//${hostname}`,
    port: port === '' ? 80 : Number(port),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  });
}
