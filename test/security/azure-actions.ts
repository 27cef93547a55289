import type { LoggedRequest } from '../../emulator/http/request-log.ts';

/**
 * The action that Azure checks for a request, as "az provider operation show --namespace Microsoft.ApiManagement"
 * names it: the types on the path and what is done. "GET .../service/a/apis/b/policies/policy" is
 * Microsoft.ApiManagement/service/apis/policies/read.
 */
export function actionOf({ method, path }: Pick<LoggedRequest, 'method' | 'path'>): string {
  const below =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/(?<provider>[^/]+)\/(?<rest>.+)$/i;
  const { provider = '', rest = '' } = below.exec(path)?.groups ?? {};
  if (rest === '') throw new Error(`No action is known for ${method} ${path}.`);
  const segments = rest.split('/');
  const types = segments.filter((_, at) => at % 2 === 0);
  return [provider, ...types, verbOf(method)].join('/');
}

function verbOf(method: string): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return 'read';
    case 'PUT':
    case 'PATCH':
      return 'write';
    case 'DELETE':
      return 'delete';
    case 'POST':
      return 'action';
    default:
      throw new Error(`No action is known for ${method}.`);
  }
}
