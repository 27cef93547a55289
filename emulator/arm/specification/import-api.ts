import type { Instance } from '../instance.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { invalid } from '../refusal.ts';
import type { Entry } from '../store.ts';
import { unreadable } from './document.ts';
import { importFormatOf, type Notation } from './import-formats.ts';
import { importGraphql } from './import-graphql.ts';
import { importGrpc } from './import-grpc.ts';
import { importOData } from './import-odata.ts';
import { importOpenApi, importSwagger } from './import-open-api.ts';
import { importWadl } from './import-wadl.ts';
import { importWsdl } from './import-wsdl.ts';
import type { ImportedApi, ImportRequest } from './imported-api.ts';
import { replaceOperations } from './replace-operations.ts';
import { replaceSchemas } from './replace-schemas.ts';

const readers: Readonly<Record<Notation, (request: ImportRequest) => ImportedApi>> = {
  openApi: importOpenApi,
  swagger: importSwagger,
  wsdl: importWsdl,
  wadl: importWadl,
  graphql: importGraphql,
  odata: importOData,
  grpc: importGrpc,
};

/** The limit of what is imported inline (facts 2.1). */
const inlineLimit = 4 * 1024 * 1024;

/** Reads a specification; everything that can be refused is refused here (facts 2.1). */
export function importApi(instance: Instance, wanted: JsonObject, type: string): ImportedApi {
  const format = textOf(wanted, 'format') ?? '';
  const known = importFormatOf(format);
  if (!known) throw invalid('format', `The import format '${format}' is not supported.`);
  checkType(known.notation, format, type);
  const text = textOf(wanted, 'value') ?? '';
  const { importLimit, inlineSchemaReferences, recursiveSchemas } = instance.switches;
  const counted = importLimit === 'escaped' ? JSON.stringify(text) : text;
  if (!known.link && Buffer.byteLength(counted) > inlineLimit)
    throw unreadable('The size of the document exceeds the limit of 4 MB.');
  return readers[known.notation]({
    text,
    type,
    link: known.link,
    jsonOnly: known.jsonOnly,
    keepQueryParameters: textOf(wanted, 'translateRequiredQueryParameters') === 'query',
    wsdlSelector: objectOf(wanted, 'wsdlSelector'),
    namesSchemas: known.link || inlineSchemaReferences === 'set',
    takesRecursion: recursiveSchemas === 'taken',
    inventId: () => instance.inventId(),
  });
}

/** Replaces the operations and schemas below the API. */
export function applyImport(instance: Instance, api: Entry, imported: ImportedApi, link: boolean): void {
  replaceSchemas(instance, api, imported.schemas);
  replaceOperations(
    instance,
    api,
    imported.operations,
    link || instance.switches.inlineSchemaReferences === 'set',
  );
}

const typesOf: Readonly<Record<Notation, readonly string[]>> = {
  openApi: ['http'],
  swagger: ['http'],
  wsdl: ['http', 'soap'],
  wadl: ['http'],
  graphql: ['graphql'],
  odata: ['odata'],
  grpc: ['grpc'],
};

/** Facts 1.3; the words are a guess. */
function checkType(notation: Notation, format: string, type: string): void {
  if (!typesOf[notation].includes(type))
    throw invalid('apiType', `The format '${format}' cannot be imported into an API of type '${type}'.`);
}
