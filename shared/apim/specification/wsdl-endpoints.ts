import { type JsonObject, objectAt, textAt } from '../json.ts';
import { TaskError } from '../../errors/task-error.ts';
import { parseWsdl } from './wsdl.ts';
import { childrenOf, escapedXml } from './xml.ts';

interface Endpoint {
  readonly service: string;
  readonly port: string;
  readonly binding: string;
}

/**
 * Which endpoint of a WSDL is imported, for a document that has several: Azure takes one only (facts: apim-rest 2.1).
 * Several that differ in nothing but their address, as an export has one for each host of a gateway, are one. Throws
 * UNSUPPORTED_SPECIFICATION when somebody has to choose.
 */
export function endpointToImport(text: string, properties: JsonObject, file: string): JsonObject | undefined {
  const selector = objectAt(properties, 'wsdlSelector');
  if (Object.keys(selector).length > 0) return selector;
  const all = endpointsIn(text, file);
  const [first] = all;
  if (first === undefined || all.length === 1) return undefined;
  if (all.every(({ binding, service }) => binding === first.binding && service === first.service))
    return { wsdlServiceName: first.service, wsdlEndpointName: first.port };
  const names = all.map(({ service, port }) => `${service}/${port}`).join(', ');
  throw new TaskError('UNSUPPORTED_SPECIFICATION', {
    message: `${file} has several endpoints: ${names}. Azure takes one.`,
    remedy: `Choose one in the information file: "wsdlSelector": {"wsdlServiceName": "${first.service}", "wsdlEndpointName": "${first.port}"}.`,
    where: { file },
  });
}

/** Ports that speak SOAP: others, such as HTTP GET, are not imported. */
function endpointsIn(text: string, file: string): readonly Endpoint[] {
  const root = parseWsdl(text, file);
  return childrenOf(root, 'service').flatMap((service) =>
    childrenOf(service, 'port').flatMap((port) => {
      const address = childrenOf(port, 'address')[0];
      if (address?.namespace.includes('/soap') !== true) return [];
      const { name = '', binding = '' } = port.attributes;
      return [
        { service: service.attributes['name'] ?? '', port: name, binding: binding.replace(/^.*:/, '') },
      ];
    }),
  );
}

/** The document with the declared service URL in place of its addresses, so that either precedence gives that one. */
export function wsdlToSend(text: string, properties: JsonObject): string {
  const serviceUrl = textAt(properties, 'serviceUrl');
  if (serviceUrl === undefined) return text;
  return text.replace(
    /(<(?:[\w.-]+:)?address\b[^>]*?\blocation\s*=\s*)(?:"[^"]*"|'[^']*')/g,
    (_, before: string) => `${before}"${escapedXml(serviceUrl)}"`,
  );
}
