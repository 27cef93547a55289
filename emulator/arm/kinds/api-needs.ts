import { filledTextOf, type JsonObject, objectOf, objectsOf } from '../json.ts';
import type { Write } from '../kind.ts';
import { invalid } from '../refusal.ts';

/** What an API lets callers sign in with must be there, by its bare name (facts 1.3, 4.2); the second text is a guess. */
export function checkSignIn(wanted: JsonObject, { instance }: Write): void {
  const settings = objectOf(wanted, 'authenticationSettings') ?? {};
  const all = [
    ...one(settings, 'oAuth2'),
    ...one(settings, 'openid'),
    ...objectsOf(settings, 'oAuth2AuthenticationSettings'),
    ...objectsOf(settings, 'openidAuthenticationSettings'),
  ];
  for (const [property, collection, message] of [
    ['authorizationServerId', 'authorizationservers', 'Authorization server was not found.'],
    ['openidProviderId', 'openidconnectproviders', 'OpenID Connect provider was not found.'],
  ] as const)
    for (const name of all.flatMap((setting) => filledTextOf(setting, property) ?? []))
      if (!instance.find(`${collection}/${name.toLowerCase()}`))
        throw invalid('AuthenticationSettings', message);
}

function one(settings: JsonObject, name: string): JsonObject[] {
  return [objectOf(settings, name) ?? []].flat();
}

/** What its type asks for (facts 1.2, 1.3, 4.6); the words are guesses. */
export function checkType(type: string, properties: JsonObject, write: Write): void {
  const { instance, place } = write;
  const serviceUrl = filledTextOf(properties, 'serviceUrl');
  if (isLacking(type, (instance.options.sku ?? 'Developer').toLowerCase()))
    throw invalid('apiType', `APIs of type '${type}' are not supported in this pricing tier.`);
  const isSynthetic = type === 'graphql' && serviceUrl === undefined;
  if (place.scope !== '' && (type === 'mcp' || isSynthetic))
    throw invalid('apiType', `APIs of type '${type}' are not supported in workspaces.`);
  if (type === 'websocket' && serviceUrl !== undefined && !/^wss?:\/\//i.test(serviceUrl))
    throw invalid('serviceUrl', 'The service URL of a WebSocket API must begin with ws:// or wss://.');
  if (type === 'mcp') checkServer(properties, write);
}

function isLacking(type: string, tier: string): boolean {
  if (type === 'websocket') return tier === 'consumption';
  return type === 'grpc' && (tier === 'consumption' || tier.endsWith('v2'));
}

/** Tools of its own, or one server behind it; tools are operations that are there. */
function checkServer(properties: JsonObject, { instance, place: { scope } }: Write): void {
  const said = ['mcpTools', 'backendId', 'serviceUrl'].filter((name) => (properties[name] ?? null) !== null);
  if (said.length !== 1)
    throw invalid('mcpTools', 'An MCP server needs exactly one of mcpTools, backendId and serviceUrl.');
  for (const tool of objectsOf(properties, 'mcpTools')) {
    const operation = filledTextOf(tool, 'operationId') ?? '';
    if (!instance.findReference(operation, scope))
      throw invalid('mcpTools', `Operation with id '${operation}' not found.`);
  }
  const backend = filledTextOf(properties, 'backendId');
  if (backend !== undefined && !instance.find(`${scope}backends/${backend.toLowerCase()}`))
    throw invalid('backendId', `Backend with id '${backend}' not found.`);
}
