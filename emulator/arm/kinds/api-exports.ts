import type { EmulatedAnswer } from '../../http/loopback-server.ts';
import type { Behaviour } from '../kind.ts';
import { textOf } from '../json.ts';
import { invalid, notEmulated } from '../refusal.ts';
import { exportApi } from '../specification/export-api.ts';

/** GET apis/{a}?export=true answers a link, not a document (facts 2.2). */
export const answerExport: NonNullable<Behaviour['answerGet']> = (api, { instance, query }) => {
  if (query.get('export')?.toLowerCase() !== 'true') return undefined;
  const format = query.get('format') ?? '';
  if (format !== 'openapi-link' && format !== 'openapi+json-link') {
    if (/^(swagger|wsdl|wadl|graphql)-link$/.test(format)) throw notEmulated(`exports of format ${format}`);
    throw invalid('format', `The export format '${format}' is not supported.`);
  }
  const kind = format === 'openapi-link' ? 'openapi' : 'openapi+json';
  const extension = kind === 'openapi' ? 'yaml' : 'json';
  const fileName = `${textOf(api.properties, 'displayName') ?? api.name}.${extension}`;
  const link = instance.surroundings.downloads.offer(fileName, exportApi(instance, api, kind));
  const id = `${instance.resourceId}/${instance.pathOf(api)}`;
  return {
    status: 200,
    body: enveloped(instance.switches.exportEnvelope, { id, format: 'openapi-link', link }),
  };
};

function enveloped(
  envelope: 'value.link' | 'link' | 'properties.value.link',
  { id, format, link }: { id: string; format: string; link: string },
): EmulatedAnswer['body'] {
  switch (envelope) {
    case 'value.link':
      return { id, format, value: { link } };
    case 'link':
      return { format, link };
    case 'properties.value.link':
      return { id, properties: { format, value: { link } } };
  }
}
