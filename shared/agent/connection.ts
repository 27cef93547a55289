import {
  getEndpointAuthorizationParameter,
  getEndpointAuthorizationScheme,
  getEndpointDataParameter,
  getEndpointUrl,
  getVariable,
} from 'azure-pipelines-task-lib/task.js';
import { type ServiceConnection, understandConnection } from './service-connection.ts';

/** Reads the service connection that an input names. CONNECTION_UNSUPPORTED when nobody can sign in with it. */
export function readConnection(id: string): ServiceConnection {
  return understandConnection({
    id,
    scheme: getEndpointAuthorizationScheme(id, true),
    url: getEndpointUrl(id, true),
    authorization: (key) => getEndpointAuthorizationParameter(id, key, true),
    data: (key) => getEndpointDataParameter(id, key, true),
    microsoftHosted: getVariable('Agent.IsSelfHosted') === '0',
  });
}
