import type { JsonObject } from '../../shared/apim/json.ts';
import type { Draw } from './kinds-to-draw.ts';

/** The second revision of an API with operations. The first of such an API; where there is no workspace, one of GraphQL, or a server of MCP (facts: apim-rest 1.2). */
export function apiOf(draw: Draw): JsonObject | undefined {
  const { parent = '', flip, workspace, beside } = draw;
  const [first] = beside;
  if (first !== undefined)
    return hasOperations(first) ? { serviceUrl: 'https://other.example', ...signIn(draw) } : undefined;
  const name = lastName(parent);
  const own = { displayName: `API ${name}`, protocols: ['https'], ...signIn(draw) };
  const special = workspace === undefined && flip() ? specialType(draw) : undefined;
  return { ...own, path: `path-${name}`, ...(special ?? restApi(draw, name)) };
}

function specialType({ id, flip }: Draw): JsonObject | undefined {
  if (flip()) return { type: 'graphql' };
  const operationId = operationIn(id('apiRevision', isCurrentWithOperations));
  if (operationId !== undefined) return { type: 'mcp', mcpTools: [{ name: 't', operationId }] };
  const backend = id('backend');
  return backend === undefined ? undefined : { type: 'mcp', backendId: lastName(backend) };
}

function restApi({ id, flip }: Draw, name: string): JsonObject {
  const serviceUrl = 'https://api.example';
  const apiVersionSetId = flip() ? id('versionSet') : undefined;
  if (apiVersionSetId === undefined) return { serviceUrl };
  return { serviceUrl, path: `set-${lastName(apiVersionSetId)}`, apiVersion: name, apiVersionSetId };
}

export function hasOperations({ type }: JsonObject): boolean {
  return type === undefined;
}

/** Others than the first one leave to it what belongs to the API. */
export function isCurrentWithOperations(properties: JsonObject): boolean {
  return hasOperations(properties) && properties['path'] !== undefined;
}

export function operationIn(api: string | undefined): string | undefined {
  return api === undefined ? undefined : `${api}/operations/first`;
}

/** How callers sign in, by one of the four ways to say it. */
function signIn({ id, flip }: Draw): JsonObject {
  const [kind, property, alone, inList] = flip()
    ? (['authorizationServer', 'authorizationServerId', 'oAuth2', 'oAuth2AuthenticationSettings'] as const)
    : (['openIdProvider', 'openidProviderId', 'openid', 'openidAuthenticationSettings'] as const);
  const said = withId(property, id(kind), lastName);
  if (said === undefined) return {};
  return { authenticationSettings: flip() ? { [alone]: said } : { [inList]: [said] } };
}

export function withId(
  property: string,
  id: string | undefined,
  written: (id: string) => string = (one) => one,
): JsonObject | undefined {
  return id === undefined ? undefined : { [property]: written(id) };
}

function lastName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** What such an API has for operations, and the extension of the file; none, if it has none. */
export function specificationOf(
  properties: JsonObject,
  name: string,
): readonly [extension: string, text: string] | undefined {
  if (hasOperations(properties)) return ['.json', JSON.stringify(documentOf(name))];
  return properties['type'] === 'graphql' ? ['.graphql', 'type Query { pet(id: ID!): String }\n'] : undefined;
}

function documentOf(name: string): object {
  const responses = { 200: { description: 'OK' } };
  // All documents bring the same tags: imports side by side must not make them twice.
  const tags = ['common', `of ${name}`];
  return {
    openapi: '3.0.1',
    info: { title: `API ${name}`, version: '1' },
    paths: {
      '/first': { get: { operationId: 'first', tags, responses } },
      '/second': { put: { operationId: 'second', tags, responses } },
    },
  };
}
