import { filledTextOf, type JsonObject, textOf } from '../json.ts';
import type { Write } from '../kind.ts';
import { revisionOf } from '../place.ts';
import { invalid } from '../refusal.ts';
import { importFormatOf } from '../specification/import-formats.ts';
import { applyImport, importApi } from '../specification/import-api.ts';
import type { ImportedApi } from '../specification/imported-api.ts';
import { noteTags, refuseNewTags } from '../specification/tags-of-imports.ts';
import type { Entry } from '../store.ts';
import { isCurrentRevision } from './api-revisions.ts';

/** Puts what a link names in the place of the link: the service reads it itself, without credentials (facts 2.1). */
export function withDocument(wanted: JsonObject, { instance }: Write): JsonObject {
  const name = textOf(wanted, 'format') ?? '';
  const format = importFormatOf(name);
  if (!format) throw invalid('format', `The import format '${name}' is not supported.`);
  const value = textOf(wanted, 'value');
  if (value === undefined || value === '') throw invalid('value', 'The value of an import cannot be empty.');
  if (!format.link) return wanted;
  const fetched = instance.surroundings.links.take(value, format.notation);
  if ('problem' in fetched) throw invalid('value', fetched.problem);
  const serviceUrl = filledTextOf(wanted, 'serviceUrl') ?? value;
  return { ...wanted, value: fetched.text, ...(format.notation === 'graphql' ? { serviceUrl } : {}) };
}

/** Remembers what an import that goes on after its answer must not find changed. */
export function beginImport(wanted: JsonObject, { instance, place }: Write): void {
  noteTags(wanted, instance, place.scope);
}

/** What an import makes of the API itself, and what it does below once that is kept. */
export function finishImport(
  wanted: JsonObject,
  settled: JsonObject,
  write: Write,
): { properties: JsonObject; apply: (api: Entry) => void } {
  const { instance, place } = write;
  const name = textOf(wanted, 'format') ?? '';
  const imported = importApi(instance, wanted, textOf(settled, 'type') ?? 'http');
  refuseOtherTitle(imported, write);
  refuseNewTags(wanted, imported, instance, place.scope);
  const properties = withMetadata(settled, imported, write, /^(wsdl|wadl)/.test(name));
  if (!filledTextOf(properties, 'displayName')) throw invalid('name', 'Name is required.');
  const link = importFormatOf(name)?.link === true;
  return {
    properties: name.startsWith('wsdl') ? { ...properties, description: undefined } : properties,
    apply: (api) => {
      applyImport(instance, api, imported, link);
    },
  };
}

/** Who wins when request and document both name a thing: contradicting reports (facts 2.1, 9.1). */
function withMetadata(
  settled: JsonObject,
  imported: ImportedApi,
  { instance, place, existing, query }: Write,
  isXml: boolean,
): JsonObject {
  const { importPrecedence, absentServiceUrl, absentDescription, importedKeyNames } = instance.switches;
  // An import into what is there keeps what is there (facts 2.1, `?import=true`).
  const merges = isXml && existing !== undefined && query.get('import') === 'true';
  const asked = importPrecedence === 'request' || merges;
  const choose = (name: 'displayName' | 'description' | 'serviceUrl'): string | undefined =>
    asked ? (filledTextOf(settled, name) ?? imported[name]) : (imported[name] ?? textOf(settled, name));
  const before =
    absentServiceUrl === 'kept' && existing ? textOf(existing.properties, 'serviceUrl') : undefined;
  const displayName = choose('displayName');
  const takesTitle = absentDescription === 'title' && isCurrentRevision(instance, place.key);
  const made = takesTitle ? displayName : undefined;
  return {
    ...settled,
    displayName,
    description: choose('description') ?? made,
    serviceUrl: choose('serviceUrl') ?? before,
    ...(existing && importedKeyNames === 'defaults' ? { subscriptionKeyParameterNames: undefined } : {}),
  };
}

/** Facts 2.1: an import into a revision that is not current must not bring another title. */
function refuseOtherTitle({ displayName }: ImportedApi, { instance, place }: Write): void {
  if (revisionOf(place.key) === instance.currentRevisionOf(place.key)) return;
  const current = instance.find(place.apiRoot ?? '');
  if (!current || displayName === undefined || displayName === textOf(current.properties, 'displayName'))
    return;
  throw invalid('Name', "Can't change property Name for non-current revision ");
}
