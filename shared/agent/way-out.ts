import { existsSync, readFileSync } from 'node:fs';
import { getHttpCertConfiguration, getHttpProxyConfiguration } from 'azure-pipelines-task-lib/task.js';
import { TaskError } from '../errors/task-error.ts';
import type { ProxySettings, WayOut } from '../http/way-out.ts';
import { present } from './present.ts';

/** The proxy and the authorities that the agent was configured with. */
export function readWayOut(): WayOut {
  const authorities = authoritiesOfAgent();
  const proxy = getHttpProxyConfiguration();
  if (proxy === null) return authorities;
  const bypass = (proxy.proxyBypassHosts ?? []).flatMap(expressionOf);
  const settings: ProxySettings = {
    url: proxy.proxyUrl,
    ...present({ username: proxy.proxyUsername, password: proxy.proxyPassword }),
  };
  return {
    ...authorities,
    proxyFor: (url) => (bypass.some((expression) => expression.test(url)) ? undefined : settings),
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

function authoritiesOfAgent(): WayOut {
  const file = getHttpCertConfiguration()?.caFile;
  if (file === undefined || file === '') return {};
  // Authorities that are named replace what Node trusts, and with it what the step gave to Node.
  const more = process.env['NODE_EXTRA_CA_CERTS'];
  try {
    const own = readFileSync(file, 'utf8');
    return {
      authorities: more !== undefined && existsSync(more) ? [own, readFileSync(more, 'utf8')] : [own],
    };
  } catch (cause) {
    throw new TaskError('INVALID_FILE', {
      message: `The file of authorities that the agent was configured with cannot be read: ${file}.`,
      remedy: 'Configure the agent again with --sslcacert, or let its account read that file.',
      cause,
    });
  }
}
