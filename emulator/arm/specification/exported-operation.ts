import type { Instance } from '../instance.ts';
import { filledTextOf, isObject, type JsonObject, listOf, objectOf, objectsOf, textOf } from '../json.ts';
import { tagsOf } from '../kinds/tag-assignments.ts';
import type { Entry } from '../store.ts';
import { exampleSurvives } from './exported-schema.ts';
import { bodiless } from './imported-bodies.ts';

/** One operation of an exported document: name as operationId, displayName as summary (facts 2.2). */
export function exportedOperation(instance: Instance, operation: Entry, query: string[]): JsonObject {
  const { name, properties } = operation;
  const request = objectOf(properties, 'request') ?? {};
  const parameters = parametersOf(properties, request, query);
  const tags = namesOfTags(instance, operation);
  const description = textOf(properties, 'description');
  const content = contentOf(instance, request);
  const about = textOf(request, 'description');
  const method = (textOf(properties, 'method') ?? '').toUpperCase();
  const hasBody = Object.keys(content).length > 0 && !bodiless.includes(method);
  return {
    ...(tags.length > 0 ? { tags } : {}),
    summary: properties['displayName'],
    ...(description ? { description } : {}),
    operationId: name,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody ? { requestBody: { ...(about ? { description: about } : {}), content } } : {}),
    responses: responsesOf(instance, properties),
  };
}

function namesOfTags(instance: Instance, operation: Entry): string[] {
  if (instance.switches.exportedTags === 'none') return [];
  return tagsOf(instance, operation).map((tag) => textOf(tag.properties, 'displayName') ?? tag.name);
}

function parametersOf(properties: JsonObject, request: JsonObject, query: string[]): JsonObject[] {
  const inTemplate = objectsOf(properties, 'templateParameters');
  const ofPath = inTemplate.filter((one) => !query.includes(textOf(one, 'name') ?? ''));
  const ofQuery = inTemplate.filter((one) => !ofPath.includes(one));
  return [
    ...ofPath.map((one) => parameter('path', { ...one, required: true })),
    ...ofQuery.map((one) => parameter('query', { ...one, required: true })),
    ...objectsOf(request, 'queryParameters').map((one) => parameter('query', one)),
    ...objectsOf(request, 'headers').map((one) => parameter('header', one)),
  ];
}

function parameter(place: string, contract: JsonObject): JsonObject {
  return { name: contract['name'], in: place, ...described(contract) };
}

function described(contract: JsonObject): JsonObject {
  const description = textOf(contract, 'description');
  return {
    ...(description ? { description } : {}),
    ...(contract['required'] === true ? { required: true } : {}),
    schema: schemaOf(contract),
  };
}

function schemaOf(contract: JsonObject): JsonObject {
  const typeName = textOf(contract, 'typeName');
  if (typeName) return referenceTo(typeName);
  const type = filledTextOf(contract, 'type') ?? 'string';
  const values = listOf(contract, 'values').map((value) => typed(type, value));
  const standard = contract['defaultValue'];
  return {
    ...(values.length > 0 ? { enum: values } : {}),
    type,
    ...(type === 'array' ? { items: {} } : {}),
    ...(typeof standard === 'string' ? { default: typed(type, standard) } : {}),
  };
}

function typed<T>(type: string, value: T): T | number | boolean {
  if ((type === 'integer' || type === 'number') && Number.isFinite(Number(value))) return Number(value);
  return type === 'boolean' && ['true', 'false'].includes(String(value)) ? String(value) === 'true' : value;
}

function referenceTo(typeName: string): JsonObject {
  return { $ref: `#/components/schemas/${typeName.replaceAll('~', '~0').replaceAll('/', '~1')}` };
}

function responsesOf(instance: Instance, properties: JsonObject): JsonObject {
  const responses: JsonObject = {};
  for (const response of objectsOf(properties, 'responses')) {
    const content = contentOf(instance, response);
    const headers = Object.fromEntries(
      objectsOf(response, 'headers').map((header) => [textOf(header, 'name') ?? '', described(header)]),
    );
    responses[JSON.stringify(response['statusCode'])] = {
      description: textOf(response, 'description') ?? '',
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      ...(Object.keys(content).length > 0 ? { content } : {}),
    };
  }
  return Object.keys(responses).length > 0 ? responses : { '200': { description: '' } };
}

function contentOf({ switches }: Instance, owner: JsonObject): JsonObject {
  return Object.fromEntries(
    objectsOf(owner, 'representations').map((representation) => {
      const typeName = textOf(representation, 'typeName');
      const form = objectsOf(representation, 'formParameters');
      const schema = form.length > 0 ? formSchema(form) : typeName ? referenceTo(typeName) : undefined;
      const examples = Object.entries(objectOf(representation, 'examples') ?? {}).filter(
        ([, one]) => isObject(one) && exampleSurvives(one['value'], switches),
      );
      const contentType = textOf(representation, 'contentType') ?? '';
      return [
        contentType,
        {
          ...(schema ? { schema } : {}),
          ...(examples.length > 0 ? { examples: Object.fromEntries(examples) } : {}),
        },
      ];
    }),
  );
}

function formSchema(form: readonly JsonObject[]): JsonObject {
  const required = form.filter((one) => one['required'] === true).map((one) => textOf(one, 'name') ?? '');
  const properties = form.map((one): [string, JsonObject] => {
    const schema = schemaOf(one);
    const description = textOf(one, 'description');
    const plain = schema['$ref'] === undefined && description;
    return [textOf(one, 'name') ?? '', plain ? { ...schema, description } : schema];
  });
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties),
  };
}
