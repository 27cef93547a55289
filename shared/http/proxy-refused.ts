import { TaskError } from '../errors/task-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import type { ProxySettings } from './way-out.ts';

/** What the user is told when a proxy answers 407, which no server behind it can: it wants other credentials. */
export function proxyRefused(
  code: Extract<ErrorCode, 'AZURE_UNREACHABLE' | 'REPOSITORY_UNREACHABLE'>,
  url: string,
  proxy: ProxySettings | undefined,
): TaskError {
  const { host } = new URL(url);
  const isConfigured = proxy !== undefined && proxy.fromEnvironment !== true;
  const name = proxy === undefined ? 'of HTTPS_PROXY' : new URL(proxy.url).origin;
  return new TaskError(code, {
    message: `The proxy ${name} does not accept ${credentialsOf(proxy)} (407), and lets nothing through to ${host}.`,
    remedy: isConfigured
      ? 'Configure the agent again with the right --proxyusername and --proxypassword.'
      : 'Check the user name and the password in HTTPS_PROXY; special characters in them must be percent-encoded.',
  });
}

function credentialsOf(proxy: ProxySettings | undefined): string {
  if (proxy !== undefined && proxy.username === undefined) return 'requests without a user name';
  return 'the user name and the password that it was given';
}
