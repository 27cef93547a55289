import { buildClientSchema, type IntrospectionQuery, printSchema } from 'graphql';
import { isObject } from '../json.ts';
import { unreadable } from './document.ts';
import { contentTypes, type ImportedApi, type ImportRequest } from './imported-api.ts';

/** graphql-link: what introspection answered lands in the schema `graphql`; there are no operations (facts 1.3, 2.1). */
export function importGraphql({ text }: ImportRequest): ImportedApi {
  return {
    schemas: [
      { name: 'graphql', contentType: contentTypes.graphql, document: { value: introspected(text) } },
    ],
    operations: [],
  };
}

function introspected(text: string): string {
  try {
    const answer = JSON.parse(text) as unknown;
    const data = isObject(answer) ? answer['data'] : undefined;
    return printSchema(buildClientSchema(data as unknown as IntrospectionQuery));
  } catch (error) {
    throw unreadable(`The introspection of the GraphQL endpoint failed: ${(error as Error).message}`);
  }
}
