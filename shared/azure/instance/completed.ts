import { type JsonObject, textAt } from '../../apim/json.ts';
import { needsSchemaName, withSchemaNames } from '../../apim/kinds/operation-words.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import type { ResourceId } from '../../apim/resource-id.ts';
import type { Edge } from './edge.ts';
import { isInvented } from './operation-names.ts';
import { pathInInstance } from './paths.ts';

/**
 * Properties as a PUT has to say them: what the service would make up is said to be empty, and types are looked up in
 * the schema that the last import into this revision has made, whatever it is called today.
 */
export async function completed(id: ResourceId, properties: JsonObject, edge: Edge): Promise<JsonObject> {
  const { madeUp = [], ofImports = [] } = kindOf(id.kind).properties ?? {};
  const said = { ...Object.fromEntries(madeUp.map((name) => [name, ''])), ...properties };
  if (ofImports.length === 0 || id.parent === undefined || !needsSchemaName(said)) return said;
  const schema = await importedSchema(id.parent, edge);
  return schema === undefined ? said : withSchemaNames(said, schema);
}

/** One for a whole document (facts: apim-rest 1.8, 2.1); undefined: the document has no schemas. */
async function importedSchema(
  revision: ResourceId,
  { arm, base, current }: Edge,
): Promise<string | undefined> {
  const schemas = await arm.list(`${base}${pathInInstance(revision, current.of)}/schemas`);
  const ofDocument = schemas.filter((one) =>
    /swagger\.definitions|openapi\.components/i.test(textAt(one, 'properties', 'contentType') ?? ''),
  );
  return ofDocument.map((one) => textAt(one, 'name') ?? '').find(isInvented);
}
