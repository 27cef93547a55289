import type { JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import { invalid } from '../refusal.ts';
import { unreadable } from './document.ts';
import { childOf, childrenOf, descendantsOf, type Element, localName, readXml } from './xml.ts';

/** The one endpoint of a WSDL 1.1 document that is imported. */
export interface Wsdl {
  readonly service: string;
  readonly targetNamespace: string;
  readonly address: string | undefined;
  readonly soap: '1.1' | '1.2';
  /** The schemas of its types, each as it can stand alone. */
  readonly schemas: readonly string[];
  readonly operations: readonly WsdlOperation[];
}

export interface WsdlOperation {
  readonly name: string;
  readonly action: string;
  readonly description: string | undefined;
  /** Elements of the messages; undefined when a message has none. */
  readonly input: string | undefined;
  readonly output: string | undefined;
}

const soapOf: Readonly<Record<string, Wsdl['soap']>> = {
  'http://schemas.xmlsoap.org/wsdl/soap/': '1.1',
  'http://schemas.xmlsoap.org/wsdl/soap12/': '1.2',
};

interface Endpoint {
  readonly service: Element;
  readonly port: Element;
  readonly binding: Element;
  readonly soap: Wsdl['soap'];
}

/** Reads the endpoint that the selector names, or the only one (facts 2.1). */
export function readWsdl(text: string, selector: JsonObject | undefined): Wsdl {
  const root = readXml(text);
  if (root.name !== 'definitions' || root.namespace !== 'http://schemas.xmlsoap.org/wsdl/')
    throw unreadable('The document is not a WSDL 1.1 description.');
  const { service, port, binding, soap } = chosen(endpointsOf(root), selector);
  const types = childOf(root, 'types');
  return {
    soap,
    service: service.attributes['name'] ?? '',
    targetNamespace: root.attributes['targetNamespace'] ?? '',
    address: childOf(port, 'address')?.attributes['location'],
    schemas: types ? childrenOf(types, 'schema').map(({ source }) => source) : [],
    operations: childrenOf(binding, 'operation').map((one) => operationOf(root, binding, one)),
  };
}

function endpointsOf(root: Element): Endpoint[] {
  return childrenOf(root, 'service').flatMap((service) =>
    childrenOf(service, 'port').flatMap((port) => {
      const name = localName(port.attributes['binding'] ?? '');
      const binding = childrenOf(root, 'binding').find((one) => one.attributes['name'] === name);
      if (!binding) throw unreadable(`The binding '${name}' is not defined.`);
      const soap = soapOf[childOf(binding, 'binding')?.namespace ?? ''];
      return soap === undefined ? [] : [{ service, port, binding, soap }];
    }),
  );
}

function chosen(endpoints: readonly Endpoint[], selector: JsonObject | undefined): Endpoint {
  const serviceName = selector && textOf(selector, 'wsdlServiceName');
  const endpointName = selector && textOf(selector, 'wsdlEndpointName');
  const matching = endpoints.filter(
    ({ service, port }) =>
      (serviceName === undefined || service.attributes['name'] === serviceName) &&
      (endpointName === undefined || port.attributes['name'] === endpointName),
  );
  const [first, ...others] = matching;
  if (!first)
    throw invalid(
      'wsdlSelector',
      'The WSDL document has no SOAP endpoint with the specified service and name.',
    );
  if (others.length > 0)
    throw invalid(
      'representation',
      'Multiple service endpoints available, only one can be imported at a time',
    );
  return first;
}

function operationOf(root: Element, binding: Element, bound: Element): WsdlOperation {
  const portName = localName(binding.attributes['type'] ?? '');
  const portType = childrenOf(root, 'portType').find((one) => one.attributes['name'] === portName);
  const name = bound.attributes['name'] ?? '';
  const operation =
    portType && childrenOf(portType, 'operation').find((one) => one.attributes['name'] === name);
  if (!operation) throw unreadable(`The operation '${name}' is not defined in port type '${portName}'.`);
  return {
    name,
    action: childOf(bound, 'operation')?.attributes['soapAction'] ?? '',
    description: childOf(operation, 'documentation')?.text.trim(),
    input: elementOf(root, childOf(operation, 'input')),
    output: elementOf(root, childOf(operation, 'output')),
  };
}

function elementOf(root: Element, end: Element | undefined): string | undefined {
  if (!end) return undefined;
  const name = localName(end.attributes['message'] ?? '');
  const message = childrenOf(root, 'message').find((one) => one.attributes['name'] === name);
  if (!message) throw unreadable(`The message '${name}' is not defined.`);
  const element = descendantsOf(message, 'part')[0]?.attributes['element'];
  return element === undefined ? undefined : localName(element);
}
