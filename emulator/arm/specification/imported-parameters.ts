import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json.ts';
import type { Document } from './document.ts';
import type { Components } from './stored-schema.ts';

export interface ImportedParameter {
  readonly in: string;
  readonly name: string;
  readonly required: boolean;
  readonly contract: JsonObject;
}

interface Naming {
  readonly document: Document;
  readonly components: Components;
  /** Id of the schema entity that this import makes. */
  readonly schemaId: string;
  /** "PetsPetId" and "Post". */
  readonly pathName: string;
  readonly methodName: string;
}

/** Parameters of path item and operation; those of the operation win. */
export function importedParameters(
  naming: Naming,
  pathItem: JsonObject,
  operation: JsonObject,
): ImportedParameter[] {
  const found = new Map<string, ImportedParameter>();
  for (const given of [...listOf(pathItem, 'parameters'), ...listOf(operation, 'parameters')]) {
    const parameter = importedParameter(naming, naming.document.resolve(given));
    found.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...found.values()];
}

function importedParameter(naming: Naming, parameter: JsonObject): ImportedParameter {
  const name = textOf(parameter, 'name') ?? '';
  const place = textOf(parameter, 'in') ?? '';
  const required = parameter['required'] === true || place === 'path';
  const suggestion = `${naming.pathName}-${name}-${naming.methodName}Request`;
  return {
    in: place,
    name,
    required,
    contract: parameterContract(naming, { ...parameter, name, required }, suggestion),
  };
}

/** ParameterContract of a parameter or header; what a type, default and values cannot say becomes a component. */
export function parameterContract(naming: Naming, parameter: JsonObject, suggestion: string): JsonObject {
  const schema = schemaOf(parameter);
  const resolved = naming.document.resolve(schema);
  const values = listOf(resolved, 'enum').filter((value) => value !== null);
  const standard = resolved['default'];
  const typeName = isSimple(schema) ? undefined : naming.components.typeNameOf(schema, suggestion);
  return {
    name: parameter['name'],
    ...(textOf(parameter, 'description') ? { description: parameter['description'] } : {}),
    type: textOf(resolved, 'type') ?? 'string',
    required: parameter['required'] === true,
    ...(isScalar(standard) ? { defaultValue: String(standard) } : {}),
    values: values.map((value) => (isScalar(value) ? String(value) : JSON.stringify(value))),
    ...(typeName === undefined ? {} : { schemaId: naming.schemaId, typeName }),
  };
}

function schemaOf(parameter: JsonObject): Json | undefined {
  const content = Object.values(objectOf(parameter, 'content') ?? {}).find(isObject);
  return parameter['schema'] ?? content?.['schema'];
}

/** Whether the contract itself can say all of it. */
function isSimple(schema: Json | undefined): boolean {
  if (!isObject(schema)) return true;
  const said = Object.entries(schema).filter(([name]) => !name.startsWith('x-') && !/^examples?$/.test(name));
  return said.every(
    ([name, value]) =>
      (name === 'type' && typeof value === 'string' && value !== 'array' && value !== 'object') ||
      (name === 'default' && isScalar(value)) ||
      (name === 'enum' && Array.isArray(value) && value.every(isScalar)),
  );
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

export type { Naming };
