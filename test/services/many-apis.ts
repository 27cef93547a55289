import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';

/** How much an instance of `fillManyApis` holds. */
export const manyApis = { apis: 100, operations: 10, operationPolicies: 3, products: 5, tags: 10 } as const;

export type Size = { readonly [What in keyof typeof manyApis]: number };

/** An instance of a known size: every API has a policy, some operation policies, one product and two tags. */
export async function fillManyApis(instance: EmulatedInstance, size: Size = manyApis): Promise<void> {
  for (const tag of numbers(size.tags))
    await instance.put(`tags/tag-${tag}`, { properties: { displayName: `Tag ${tag}` } });
  for (const product of numbers(size.products)) {
    const properties = { displayName: `Product ${product}`, subscriptionRequired: true, state: 'published' };
    await instance.put(`products/product-${product}`, { properties });
  }
  for (const api of numbers(size.apis)) await addApi(instance, api, size);
}

async function addApi(instance: EmulatedInstance, number: number, size: Size): Promise<void> {
  const path = `apis/api-${number}`;
  const properties = {
    displayName: `API ${number}`,
    path: `api-${number}`,
    protocols: ['https'],
    subscriptionRequired: true,
    serviceUrl: `https://backend-${number}.contoso.example`,
    format: 'openapi+json',
    value: JSON.stringify(documentOf(number, size)),
  };
  await instance.put(path, { properties });
  await instance.put(`${path}/policies/policy`, policy(number));
  for (const operation of numbers(size.operationPolicies))
    await instance.put(`${path}/operations/operation-${operation}/policies/policy`, policy(operation));
  await instance.put(`products/product-${(number % size.products) + 1}/apis/api-${number}`, {});
  for (const tag of [number, number + 3]) await instance.put(`${path}/tags/tag-${(tag % size.tags) + 1}`, {});
}

function documentOf(number: number, size: Size): object {
  const operations = numbers(size.operations).map((operation) => [
    `/things-${operation}/{id}`,
    {
      get: {
        operationId: `operation-${operation}`,
        summary: `Thing ${operation} of API ${number}`,
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'expand', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {
          200: {
            description: 'The thing',
            content: { 'application/json': { schema: { $ref: `#/components/schemas/Thing${operation}` } } },
          },
          404: { description: 'There is none' },
        },
      },
    },
  ]);
  const schemas = numbers(size.operations).map((operation) => [
    `Thing${operation}`,
    { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer', format: 'int32' } } },
  ]);
  return {
    openapi: '3.0.1',
    info: { title: `API ${number}`, version: '1.0' },
    paths: Object.fromEntries(operations) as object,
    components: { schemas: Object.fromEntries(schemas) as object },
  };
}

function policy(calls: number): object {
  const limit = `<rate-limit calls="${calls}" renewal-period="60" />`;
  const value = `<policies><inbound><base />${limit}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`;
  return { properties: { format: 'rawxml', value } };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
