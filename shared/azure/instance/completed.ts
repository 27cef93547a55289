import { isInventedName } from '../../apim/invented-name.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { needsSchemaName, withSchemaNames } from '../../apim/kinds/operation-words.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import type { ResourceId } from '../../apim/resource-id.ts';
import { isSayable } from '../../apim/specification/sayable.ts';
import type { Edge } from './edge.ts';
import { operationsOf } from './list-entries.ts';
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

/**
 * One for a whole document (facts: apim-rest 1.8, 2.1); undefined: the document has no schemas. Nobody has promised that
 * those of earlier imports go: of several it is the one that operations of the specification name.
 */
async function importedSchema(revision: ResourceId, edge: Edge): Promise<string | undefined> {
  const { arm, base, current } = edge;
  const schemas = await arm.list(`${base}${pathInInstance(revision, current.of)}/schemas`);
  const names = schemas
    .filter((one) =>
      /swagger\.definitions|openapi\.components/i.test(textAt(one, 'properties', 'contentType') ?? ''),
    )
    .map((one) => textAt(one, 'name') ?? '')
    .filter(isInventedName);
  if (names.length <= 1) return names[0];
  const operations = (await operationsOf(revision, edge)).map((one) => objectAt(one, 'properties'));
  const said = JSON.stringify(operations.filter(isSayable)).toLowerCase();
  return names.find((name) => said.includes(`"${name.toLowerCase()}"`)) ?? names.at(-1);
}
