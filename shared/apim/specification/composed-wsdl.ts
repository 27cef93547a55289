import { isList, isObject, type Json, type JsonObject, textAt, valueAt } from '../json.ts';
import { escapedXml } from './xml.ts';

interface SoapOperation {
  readonly name: string;
  readonly action: string;
  readonly isVersion12: boolean;
  readonly input: string | undefined;
  readonly output: string | undefined;
}

/**
 * A WSDL 1.1 put together from what the service keeps of one: operations with their actions and messages, and the XML
 * schemas as one text. For services that cannot export it (facts: apim-rest 2.2).
 */
export function composedWsdl(title: string, operations: readonly JsonObject[], schemas: string): string {
  const namespace = /\btargetNamespace\s*=\s*["']([^"']*)["']/.exec(schemas)?.[1] ?? 'http://tempuri.org/';
  const all = operations.map(operationOf).sort((left, right) => (left.name < right.name ? -1 : 1));
  const name = title.replace(/[^\w.-]+/g, '').replace(/^[^A-Za-z_]+/, '') || 'Service';
  const soap = all.some(({ isVersion12 }) => isVersion12) ? 'soap12' : 'soap';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/${soap}/" xmlns:tns="${namespace}" targetNamespace="${namespace}">`,
    `  <wsdl:types>${schemas}</wsdl:types>`,
    ...all.flatMap((one) => [
      message(`${one.name}Input`, one.input),
      message(`${one.name}Output`, one.output),
    ]),
    `  <wsdl:portType name="${name}PortType">`,
    ...all.map(
      (one) =>
        `    <wsdl:operation name="${one.name}"><wsdl:input message="tns:${one.name}Input" /><wsdl:output message="tns:${one.name}Output" /></wsdl:operation>`,
    ),
    '  </wsdl:portType>',
    `  <wsdl:binding name="${name}Binding" type="tns:${name}PortType">`,
    '    <soap:binding transport="http://schemas.xmlsoap.org/soap/http" />',
    ...all.map(
      (one) =>
        `    <wsdl:operation name="${one.name}"><soap:operation soapAction="${escapedXml(one.action)}" style="document" /><wsdl:input><soap:body use="literal" /></wsdl:input><wsdl:output><soap:body use="literal" /></wsdl:output></wsdl:operation>`,
    ),
    '  </wsdl:binding>',
    `  <wsdl:service name="${name}">`,
    `    <wsdl:port name="${name}Port" binding="tns:${name}Binding"><soap:address location="http://localhost/" /></wsdl:port>`,
    '  </wsdl:service>',
    '</wsdl:definitions>',
  ].join('\n');
}

/** The action of a SOAP operation, which its template ends with (facts: apim-rest 1.3). */
export function actionIn(urlTemplate: string): string {
  return /[?&]soapAction=(.*)$/i.exec(urlTemplate)?.[1] ?? '';
}

function operationOf(properties: JsonObject): SoapOperation {
  const request = representationIn(valueAt(properties, 'request'));
  const responses = valueAt(properties, 'responses');
  const response = isList(responses) ? representationIn(responses[0]) : undefined;
  return {
    name: (textAt(properties, 'displayName') ?? '').replace(/[^\w.-]+/g, ''),
    action: actionIn(textAt(properties, 'urlTemplate') ?? ''),
    isVersion12: textAt(request, 'contentType') === 'application/soap+xml',
    input: textAt(request, 'typeName'),
    output: textAt(response, 'typeName'),
  };
}

function representationIn(owner: Json | undefined): JsonObject | undefined {
  const list = valueAt(owner, 'representations');
  const [first] = isList(list) ? list : [];
  return isObject(first) ? first : undefined;
}

function message(name: string, element: string | undefined): string {
  const part = element === undefined ? '' : `<wsdl:part name="parameters" element="tns:${element}" />`;
  return `  <wsdl:message name="${name}">${part}</wsdl:message>`;
}
