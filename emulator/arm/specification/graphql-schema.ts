import { buildSchema } from 'graphql';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { invalid } from '../refusal.ts';
import { contentTypes } from './imported-api.ts';

/** Refuses a schema of a GraphQL API that is not SDL, or not whole (facts 2.1; the words are a guess). */
export function checkGraphqlSchema(wanted: JsonObject): void {
  if (textOf(wanted, 'contentType') !== contentTypes.graphql) return;
  const text = textOf(objectOf(wanted, 'document') ?? {}, 'value');
  if (text === undefined) throw invalid('document', 'The GraphQL schema is missing.');
  try {
    buildSchema(text);
  } catch (error) {
    throw invalid('document', `The GraphQL schema is invalid: ${(error as Error).message}`);
  }
}
