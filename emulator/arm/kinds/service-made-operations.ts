import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import { invalid } from '../refusal.ts';
import type { Entry } from '../store.ts';

/** The operation that every WebSocket API has (facts 1.3). */
const handshake = 'onHandshake';

const agentMethods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

/** Operations that the service makes itself, with the API (facts 1.3). */
export function makeOperations(instance: Instance, api: Entry): void {
  const type = textOf(api.properties, 'type');
  if (type === 'websocket') make(instance, api, handshake, 'GET', '/');
  if (type === 'a2a')
    for (const method of agentMethods) make(instance, api, method.toLowerCase(), method, '/*');
}

/** Refuses a write or delete of an operation that is not for callers to decide (facts 1.3). */
export function refuseServiceMade(instance: Instance, apiKey: string): void {
  const type = textOf(instance.find(apiKey)?.properties ?? {}, 'type');
  if (type === 'mcp') throw invalid('type', 'Operation entity cannot be defined for MCP API type');
  if (type === 'websocket')
    throw invalid('type', `The operation '${handshake}' of a WebSocket API cannot be changed or deleted.`);
}

function make(instance: Instance, api: Entry, name: string, method: string, urlTemplate: string): void {
  const key = `${api.key}/operations/${name.toLowerCase()}`;
  if (instance.store.get(key)) return;
  instance.store.put(key, name, {
    displayName: name,
    method,
    urlTemplate,
    templateParameters: [],
    description: name,
    request: { queryParameters: [], headers: [], representations: [] },
    responses: [],
  });
}
