import { decoded } from '../apim/decoded.ts';
import type { ProxySettings, WayOut } from '../http/way-out.ts';
import { present, textOrNothing } from './present.ts';

/**
 * The proxy that HTTPS_PROXY names, unless NO_PROXY excepts a host. Read here, because the clients below would read it
 * each in its own way: one takes no credentials out of it, and they differ about what an exception means.
 */
export function environmentProxy(environment: NodeJS.ProcessEnv): WayOut['proxyFor'] {
  const named = (...names: string[]) =>
    names.map((name) => textOrNothing(environment[name] ?? environment[name.toLowerCase()])).find(Boolean);
  const proxy = settingsIn(named('HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY'));
  if (proxy === undefined) return undefined;
  const exceptions = (named('NO_PROXY') ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  return (url) => (exceptions.some((entry) => isExcepted(new URL(url), entry)) ? undefined : proxy);
}

function settingsIn(text: string | undefined): ProxySettings | undefined {
  if (text === undefined) return undefined;
  const whole = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, host, username, password } = new URL(whole);
  return {
    url: `${protocol}//${host}`,
    fromEnvironment: true,
    ...present({ username: textOrNothing(decoded(username)), password: textOrNothing(decoded(password)) }),
  };
}

/** As curl does: a name excepts itself and what is below it, a port only itself, a star everything. */
function isExcepted({ hostname, port }: URL, entry: string): boolean {
  if (entry === '*') return true;
  const [, name = '', onlyPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  if (name === '' || (onlyPort !== undefined && onlyPort !== (port || '443'))) return false;
  return hostname === name || hostname.endsWith(`.${name}`);
}
