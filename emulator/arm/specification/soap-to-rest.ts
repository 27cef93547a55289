import type { Wsdl, WsdlOperation } from './wsdl.ts';
import { descendantsOf, type Element, escapeXml, readXml } from './xml.ts';

const envelopes: Readonly<Record<Wsdl['soap'], string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

/** The policy that an operation gets which offers a SOAP operation as REST: liquid there and back (facts 1.3). */
export function soapToRestPolicy(wsdl: Wsdl, { action, name, input }: WsdlOperation): string {
  const path = new URL(wsdl.address ?? 'https://localhost/').pathname;
  const contentType = wsdl.soap === '1.1' ? 'text/xml' : `application/soap+xml; action=${action}`;
  const element = input ?? name;
  const fields = fieldsOf(wsdl, element)
    .map((field) => `\t\t\t\t\t<${field}>{{body.${field}}}</${field}>`)
    .join('\n');
  return [
    '<policies>',
    '\t<inbound>',
    '\t\t<base />',
    `\t\t<rewrite-uri template="${escapeXml(path)}" copy-unmatched-params="false" />`,
    ...header('SOAPAction', `"${action}"`),
    ...header('Content-Type', contentType),
    '\t\t<set-body template="liquid">',
    `\t\t\t<soap:Envelope xmlns:soap="${envelopes[wsdl.soap]}" xmlns="${escapeXml(wsdl.targetNamespace)}">`,
    '\t\t\t\t<soap:Body>',
    `\t\t\t\t\t<${element}>`,
    ...(fields === '' ? [] : [fields]),
    `\t\t\t\t\t</${element}>`,
    '\t\t\t\t</soap:Body>',
    '\t\t\t</soap:Envelope>',
    '\t\t</set-body>',
    '\t</inbound>',
    '\t<backend>',
    '\t\t<base />',
    '\t</backend>',
    '\t<outbound>',
    '\t\t<base />',
    ...header('Content-Type', 'application/json'),
    '\t\t<xml-to-json kind="direct" apply="always" consider-accept-header="false" />',
    '\t</outbound>',
    '\t<on-error>',
    '\t\t<base />',
    '\t</on-error>',
    '</policies>',
  ].join('\r\n');
}

function header(name: string, value: string): string[] {
  return [
    `\t\t<set-header name="${name}" exists-action="override">`,
    `\t\t\t<value>${escapeXml(value)}</value>`,
    '\t\t</set-header>',
  ];
}

function fieldsOf({ schemas }: Wsdl, name: string): string[] {
  const element = schemas
    .flatMap((schema): readonly Element[] => readXml(schema).children)
    .find((one) => one.name === 'element' && one.attributes['name'] === name);
  return element ? descendantsOf(element, 'element').flatMap((one) => one.attributes['name'] ?? []) : [];
}
