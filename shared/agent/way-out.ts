import { getHttpProxyConfiguration } from 'azure-pipelines-task-lib/task.js';
import type { ProxySettings, WayOut } from '../http/way-out.ts';
import { certificatesOfAgent } from './certificates-of-agent.ts';
import { environmentProxy } from './environment-proxy.ts';
import { present } from './present.ts';

/** The proxy and the certificates that the agent was configured with; without such a proxy, that of HTTPS_PROXY. */
export function readWayOut(): WayOut {
  const certificates = certificatesOfAgent();
  const proxy = getHttpProxyConfiguration();
  if (proxy === null) return { ...certificates, ...present({ proxyFor: environmentProxy(process.env) }) };
  const bypass = (proxy.proxyBypassHosts ?? []).flatMap(expressionOf);
  const settings: ProxySettings = {
    url: proxy.proxyUrl,
    ...present({ username: proxy.proxyUsername, password: proxy.proxyPassword }),
  };
  return {
    ...certificates,
    proxyFor: (url) => {
      const { origin } = new URL(url);
      // As the agent asks (System.Net.WebProxy): the origin alone, so that no name in a path goes around the proxy.
      // With a slash too, because lists are written for tools that ask the whole URL.
      const passes = bypass.some((expression) => expression.test(origin) || expression.test(`${origin}/`));
      return passes ? undefined : settings;
    },
  };
}

/** A line of the agent's bypass list. Empty it would match everything; the agent passes over what is no expression. */
function expressionOf(text: string): readonly RegExp[] {
  if (text.trim() === '') return [];
  try {
    return [new RegExp(text, 'i')];
  } catch {
    return [];
  }
}
