import type { EmulatedAnswer } from '../../http/loopback-server.ts';
import type { Instance } from '../instance.ts';
import { filledTextOf, textOf } from '../json.ts';
import type { Behaviour } from '../kind.ts';
import { invalid, Refusal } from '../refusal.ts';
import { scopeOf } from '../scope.ts';
import { exportApi } from '../specification/export-api.ts';
import { type ExportFormat, exportFormats } from '../specification/export-formats.ts';
import { exportSideBySide } from '../specification/exports-side-by-side.ts';
import { contentTypes } from '../specification/imported-api.ts';
import { schemaText } from '../specification/schema-text.ts';
import type { Entry } from '../store.ts';

/** GET apis/{a}?export=true: a link to a document, or the document itself (facts 2.2). */
export const answerExport: NonNullable<Behaviour['answerGet']> = (api, { instance, query }) => {
  if (query.get('export')?.toLowerCase() !== 'true') return undefined;
  const asked = query.get('format') ?? '';
  const format = exportFormats.get(asked);
  if (!format) throw invalid('format', `The export format '${asked}' is not supported.`);
  refuseWhatHasNone(instance, api, asked, format);
  const isXml = format.notation === 'wsdl' || format.notation === 'wadl';
  if (isXml && instance.switches.xmlExports !== 'links') return brokenXml(instance, api, format);
  return format.shownAs === undefined ? inline(instance, api, format) : link(instance, api, format);
};

function refuseWhatHasNone(instance: Instance, api: Entry, asked: string, format: ExportFormat): void {
  const type = textOf(api.properties, 'type') ?? 'http';
  if (!format.types.includes(type))
    throw invalid('format', `An API of type '${type}' cannot be exported as '${asked}'.`);
  if (format.notation !== 'graphql') return;
  // Synthetic GraphQL, and one without a schema (facts 2.2).
  const passedThrough = filledTextOf(api.properties, 'serviceUrl') !== undefined;
  if (!passedThrough || schemaText(instance, api, contentTypes.graphql) === '')
    throw new Refusal(406, 'NotAcceptable', 'The GraphQL schema of this API cannot be exported.', null);
}

function link(instance: Instance, api: Entry, format: ExportFormat): EmulatedAnswer {
  const { text, ended } = exportSideBySide(instance, api, exportApi(instance, api, format.notation));
  const fileName = `${textOf(api.properties, 'displayName') ?? api.name}.${format.extension}`;
  return {
    status: 200,
    body: enveloped(instance, api, {
      format: format.shownAs ?? '',
      link: instance.surroundings.downloads.offer(fileName, text),
    }),
    ...(ended ? { until: ended } : {}),
  };
}

/** Undocumented: the document itself, without an envelope (facts 2.2). */
function inline(instance: Instance, api: Entry, { notation, extension }: ExportFormat): EmulatedAnswer {
  return {
    status: 200,
    headers: { 'content-type': `application/${extension}; charset=utf-8` },
    body: exportApi(instance, api, notation),
  };
}

/** wsdl and wadl: links that always fail, and an inline answer of which three shapes were met (facts 2.2). */
function brokenXml(instance: Instance, api: Entry, format: ExportFormat): EmulatedAnswer {
  if (format.shownAs !== undefined)
    throw new Refusal(500, 'InternalServerError', 'Request processing failed due to internal error.', null);
  const { xmlExports } = instance.switches;
  if (xmlExports === 'inlineAsText')
    return { status: 200, body: `Unable to export ${textOf(api.properties, 'displayName') ?? api.name}.` };
  if (xmlExports !== 'inlineAsJson') return inline(instance, api, format);
  const value = exportApi(instance, api, format.notation);
  return { status: 200, body: { id: idOf(instance, api), format: format.notation, value } };
}

function enveloped(
  instance: Instance,
  api: Entry,
  { format, link: address }: { format: string; link: string },
): EmulatedAnswer['body'] {
  const id = idOf(instance, api);
  // Seen in workspaces, whatever the version (facts 1.2, 2.2).
  switch (scopeOf(api.key) !== '' ? 'properties.value.link' : instance.switches.exportEnvelope) {
    case 'value.link':
      return { id, format, value: { link: address } };
    case 'link':
      return { format, link: address };
    case 'properties.value.link':
      return { id, properties: { format, value: { link: address } } };
  }
}

function idOf(instance: Instance, api: Entry): string {
  return `${instance.resourceId}/${instance.pathOf(api)}`;
}
