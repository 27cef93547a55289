import { textAt } from '../../apim/json.ts';
import { describe } from '../../apim/resource-id.ts';
import type { Exporting } from './export-specification.ts';
import { pathInInstance } from './paths.ts';
import { resourceBody } from './resource-body.ts';

/**
 * The text of the schema with such a content type; undefined when the revision has none. Lists leave the text out
 * (facts: apim-rest 1.8), and of GraphQL, OData and gRPC the schema is all that there is to export (facts: 2.2).
 */
export async function schemaText(
  { revision, edge: { arm, base, current } }: Exporting,
  contentType: string,
): Promise<string | undefined> {
  const path = `${base}${pathInInstance(revision, current.of)}/schemas`;
  const entries = await arm.list(path);
  const found = entries.find((entry) => textAt(entry, 'properties', 'contentType')?.includes(contentType));
  const name = textAt(found, 'name');
  if (name === undefined) return undefined;
  const answer = await arm.get(`${path}/${encodeURIComponent(name)}`);
  const schema = resourceBody(answer, `schema ${name} of ${describe(revision)}`);
  return textAt(schema, 'properties', 'document', 'value');
}
