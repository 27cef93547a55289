import type { Files } from '../services/world-files.ts';

/** An information file. */
export const information = (properties: object): string => JSON.stringify({ properties });

/** An OpenAPI document with a GET for each of these paths. */
export function documentOf(title: string, ...paths: readonly string[]): string {
  const operation = (path: string) => ({
    operationId: `get${path.replace(/\W+/g, '-')}`,
    responses: { 200: { description: `What ${path} gives` } },
  });
  return JSON.stringify({
    openapi: '3.0.1',
    info: { title, version: '1' },
    paths: Object.fromEntries(paths.map((path) => [path, { get: operation(path) }])),
  });
}

/** An API with a specification. */
export function api(
  name: string,
  properties: object = {},
  document: string = documentOf(name, '/first', '/second'),
): Files {
  return {
    [`apis/${name}/apiInformation.json`]: information({
      ...{ displayName: name, path: name, protocols: ['https'], serviceUrl: `https://${name}.example` },
      ...properties,
    }),
    [`apis/${name}/specification.json`]: document,
  };
}

export const policyOf = (header: string): string =>
  `<policies><inbound><base /><set-header name="${header}"><value>x</value></set-header></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`;

/** A policy of an API that names a backend. */
export function policyUsing(backend: string): string {
  return policyOf('x').replace('</inbound>', `<set-backend-service backend-id="${backend}" /></inbound>`);
}
