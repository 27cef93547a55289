import { parse } from 'yaml';
import type { Json, JsonObject } from '../apim/json.ts';

/** As a person writes it: comments, examples, extensions, an anchor, servers and security, a path's own parameters. */
export const petsOfAnn = `# Pets, kept by Ann
openapi: 3.0.3
info: {title: Pets, version: "1", x-team: animals}
servers:
  - url: https://pets.example.com   # production
security: [{key: []}]
x-audience: public
paths:
  # Everything about lists
  /pets:
    get:
      operationId: listPets
      summary: >-
        All
        pets
      tags: [reading]
      parameters:
        - {name: top, in: query, description: How many, schema: {type: integer, minimum: 1, example: 10}}
        - $ref: '#/components/parameters/Status'
      responses:
        200: &list
          description: ok   # never empty
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
              example: [{name: Rex}]
        default: {description: other}
    # Writing
    post:
      operationId: addPet
      summary: Add
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Pet'}
      responses:
        201: {description: made}

  /pets/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    get:
      operationId: getPet
      summary: One
      responses: {200: {description: ok}}
    delete:
      operationId: removePet
      summary: Remove
      responses: {204: {description: gone}}
components:
  parameters:
    Status: {name: status, in: query, schema: {type: string, enum: [a, b]}}
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, example: Rex}   # what we call it
        parent: {$ref: '#/components/schemas/Pet'}
  securitySchemes:
    key: {type: apiKey, name: key, in: header}
`;

/** What is set at a path; undefined: it goes away. */
export type Edit = readonly [path: readonly (string | number)[], to?: Json];

/** How the service words the same: no examples, extensions and servers, parameters in the operations, other order. */
const wording: readonly Edit[] = [
  [['servers']],
  [['x-audience']],
  [['security']],
  [['components', 'parameters']],
  [['components', 'securitySchemes']],
  [['components', 'schemas', 'Pet', 'properties', 'name', 'example']],
  [
    ['paths', '/pets', 'get', 'parameters'],
    [
      { name: 'status', in: 'query', schema: { enum: ['a', 'b'], type: 'string' } },
      { name: 'top', in: 'query', description: 'How many', schema: { type: 'integer' } },
    ],
  ],
  [['paths', '/pets', 'get', 'responses', 'default']],
  [['paths', '/pets', 'get', 'responses', '200', 'content', 'application/json', 'example']],
  ...['get', 'delete'].map((method): Edit => [
    ['paths', '/pets/{id}', method, 'parameters'],
    [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
  ]),
  [['paths', '/pets/{id}', 'parameters']],
];

/** The file as the service exports it, after somebody made these changes. */
export function exportedPets(changes: readonly Edit[]): string {
  // Parsed and written again: what an alias stands for is then a thing of its own.
  return JSON.stringify(edited(petsOfAnn, [...wording, ...changes]));
}

/** A document after these edits. */
export function edited(text: string, edits: readonly Edit[]): JsonObject {
  const document = JSON.parse(JSON.stringify(parse(text))) as JsonObject;
  for (const [path, to] of edits) set(document, path, to);
  return document;
}

function set(value: JsonObject, path: readonly (string | number)[], to: Json | undefined): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((here, step) => (here as Record<string | number, unknown>)[step], value);
  const last = path.at(-1) ?? '';
  if (to === undefined) Reflect.deleteProperty(holder as object, last);
  else (holder as Record<string | number, unknown>)[last] = structuredClone(to);
}
