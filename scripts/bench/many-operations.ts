import type { JsonObject } from '../../shared/apim/json.ts';

/** An API of so many operations: as its author writes it, or as the service words the same. */
export function apiDocument(api: number, operations: number, by: 'written' | 'exported'): JsonObject {
  const schemas =
    by === 'written'
      ? { Thing: thing('Thing'), Problem: problem }
      : { Problem: problem, [`Api${api}Thing`]: thing(`Api${api}Thing`) };
  const name = by === 'written' ? 'Thing' : `Api${api}Thing`;
  const paths = Array.from({ length: operations }, (_, at) => [
    `/things-${at}/{id}`,
    { [methods[at % methods.length] ?? 'get']: operation(at, name, by) },
  ]);
  if (by === 'exported') paths.reverse();
  return {
    openapi: by === 'written' ? '3.0.3' : '3.0.1',
    info: { title: `API ${api}`, version: '1.0' },
    ...(by === 'written' ? { tags: [{ name: 'things' }] } : { servers: [{ url: 'https://gateway' }] }),
    paths: Object.fromEntries(paths) as JsonObject,
    components: { schemas },
  };
}

const methods = ['get', 'put', 'post', 'delete', 'patch'];
const problem: JsonObject = {
  type: 'object',
  properties: { title: { type: 'string' }, status: { type: 'integer' } },
};

function thing(name: string): JsonObject {
  const fields = Array.from({ length: 20 }, (_, at) => [
    `field${at}`,
    { type: 'string', description: `Field ${at}`, maxLength: at + 1 },
  ]);
  const children = { type: 'array', items: reference(name) };
  return {
    type: 'object',
    required: ['field1', 'field0'],
    properties: { ...Object.fromEntries(fields), children } as JsonObject,
  };
}

function operation(at: number, name: string, by: 'written' | 'exported'): JsonObject {
  const content = { 'application/json': { schema: reference(name) } };
  const problems = { 'application/problem+json': { schema: reference('Problem') } };
  return {
    ...(by === 'written' ? { tags: ['things'], security: [] } : {}),
    operationId: by === 'written' ? `thing${at}` : `THING${at}`,
    summary: `Thing ${at}`,
    description: `Does something with thing ${at}.`,
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', schema: { type: 'integer', default: 20 } },
    ],
    ...(at % methods.length === 0 ? {} : { requestBody: { content } }),
    responses: { '200': { description: 'It', content }, '404': { description: 'None', content: problems } },
  };
}

function reference(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}
