import { inOpenApi3 } from '../apim/specification/swagger-2.ts';
import type { Exported } from './merge-specification.ts';
import { type Edit, edited } from './pets-of-ann-for-tests.ts';

/** As a person writes it: comments, examples, shared parameters and responses, types for all operations. */
export const petsOfBob = `# Pets, kept by Bob
swagger: "2.0"
info: {title: Pets, version: "1"}
host: pets.example.com   # production
consumes: [application/json]
produces: [application/json, application/xml]
x-audience: public
paths:
  # Everything about lists
  /pets:
    get:
      operationId: listPets
      summary: All pets
      parameters:
        - {name: top, in: query, type: integer, maximum: 50, x-example: 10}   # a page
        - $ref: '#/parameters/Status'
      responses:
        200:
          description: ok   # never empty
          headers:
            X-Total: {type: integer, description: How many}
          schema: {type: array, items: {$ref: '#/definitions/Pet'}}
          examples: {application/json: [{name: Rex}]}
        404: {$ref: '#/responses/NotFound'}
    post:
      operationId: addPet
      summary: Add
      parameters:
        - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}   # whole
      responses:
        201: {description: made}
  /photos:
    post:
      operationId: addPhoto
      summary: Photo
      consumes: [multipart/form-data]
      parameters:
        - {name: title, in: formData, type: string, required: true}   # to look for
        - {name: place, in: formData, type: string}
      responses:
        201: {description: made}
parameters:
  Status: {name: status, in: query, type: string, enum: [a, b]}
responses:
  NotFound: {description: not found}
definitions:
  Pet:
    type: object
    required: [name]
    properties:
      name: {type: string, example: Rex}   # what we call it
      parent: {$ref: '#/definitions/Pet'}
`;

const both = ['application/json', 'application/xml'];
const get = ['paths', '/pets', 'get'];

/** How the service words the same: no comments and examples, no shared parts, types in each operation. */
const wording: readonly Edit[] = [
  ...['parameters', 'responses', 'consumes', 'produces', 'x-audience'].map((key): Edit => [[key]]),
  [[...get, 'produces'], both],
  [
    [...get, 'parameters'],
    [
      { name: 'top', in: 'query', type: 'integer', maximum: 50 },
      { name: 'status', in: 'query', type: 'string', enum: ['a', 'b'] },
    ],
  ],
  [[...get, 'responses', '200', 'examples']],
  [[...get, 'responses', '404'], { description: 'not found' }],
  [['paths', '/pets', 'post', 'consumes'], ['application/json']],
  [
    ['paths', '/pets', 'post', 'parameters'],
    [{ name: 'body', in: 'body', schema: { $ref: '#/definitions/Pet' } }],
  ],
];

/** The file as the service exports it, after somebody made these changes. */
export function exportedPetsOfBob(changes: readonly Edit[]): Exported {
  const swagger = edited(petsOfBob, [...wording, ...changes]);
  return {
    openApi: JSON.stringify(inOpenApi3(swagger)),
    swagger: () => Promise.resolve(JSON.stringify(swagger)),
  };
}
