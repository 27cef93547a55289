import type { Instance } from '../instance.ts';
import { objectOf, objectsOf, textOf } from '../json.ts';
import type { Entry } from '../store.ts';
import { gatewayAddresses } from './gateway-addresses.ts';
import { contentTypes } from './imported-api.ts';
import { schemaText } from './schema-text.ts';
import { escapeXml, readXml } from './xml.ts';

/** WSDL 1.1 with one port per host name of the gateway, which makes it ambiguous to import (facts 2.2). */
export function exportedWsdl(instance: Instance, api: Entry): string {
  const schemas = schemaText(instance, api, contentTypes.xsd);
  const namespace = namespaceOf(schemas);
  const operations = instance.store.list(`${api.key}/operations`).map(operationOf);
  const name = (textOf(api.properties, 'displayName') ?? api.name).replace(/\W+/g, '');
  const soap12 = operations.some(({ contentType }) => contentType === 'application/soap+xml');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap${soap12 ? '12' : ''}/" xmlns:tns="${namespace}" targetNamespace="${namespace}">`,
    `  <wsdl:types>${schemas}</wsdl:types>`,
    ...operations.flatMap(({ operation, input, output }) => [
      message(`${operation}InputMessage`, input),
      message(`${operation}OutputMessage`, output),
    ]),
    `  <wsdl:portType name="${name}PortType">`,
    ...operations.map(({ operation }) => portOperation(operation)),
    '  </wsdl:portType>',
    `  <wsdl:binding name="${name}Binding" type="tns:${name}PortType">`,
    '    <soap:binding transport="http://schemas.xmlsoap.org/soap/http" />',
    ...operations.map(({ operation, action }) => boundOperation(operation, action)),
    '  </wsdl:binding>',
    `  <wsdl:service name="${name}">`,
    ...gatewayAddresses(instance, api).map((address) => port(name, new URL(address).hostname, address)),
    '  </wsdl:service>',
    '</wsdl:definitions>',
  ].join('\n');
}

interface SoapOperation {
  readonly operation: string;
  readonly action: string;
  readonly contentType: string;
  readonly input: string | undefined;
  readonly output: string | undefined;
}

function operationOf({ properties }: Entry): SoapOperation {
  const [request] = objectsOf(objectOf(properties, 'request') ?? {}, 'representations');
  const [response] = objectsOf(objectsOf(properties, 'responses')[0] ?? {}, 'representations');
  return {
    operation: (textOf(properties, 'displayName') ?? '').replace(/\W+/g, ''),
    action: /[?&]soapAction=(.*)$/.exec(textOf(properties, 'urlTemplate') ?? '')?.[1] ?? '',
    contentType: textOf(request ?? {}, 'contentType') ?? '',
    input: textOf(request ?? {}, 'typeName'),
    output: textOf(response ?? {}, 'typeName'),
  };
}

function namespaceOf(schemas: string): string {
  const root = schemas === '' ? undefined : readXml(`<all>${schemas}</all>`).children[0];
  return escapeXml(root?.attributes['targetNamespace'] ?? 'http://tempuri.org/');
}

function message(name: string, element: string | undefined): string {
  const part = element === undefined ? '' : `<wsdl:part name="parameters" element="tns:${element}" />`;
  return `  <wsdl:message name="${name}">${part}</wsdl:message>`;
}

function portOperation(name: string): string {
  return `    <wsdl:operation name="${name}"><wsdl:input message="tns:${name}InputMessage" /><wsdl:output message="tns:${name}OutputMessage" /></wsdl:operation>`;
}

function boundOperation(name: string, action: string): string {
  return `    <wsdl:operation name="${name}"><soap:operation soapAction="${escapeXml(action)}" style="document" /><wsdl:input><soap:body use="literal" /></wsdl:input><wsdl:output><soap:body use="literal" /></wsdl:output></wsdl:operation>`;
}

function port(service: string, host: string, address: string): string {
  const name = `${service}-${host}`.replace(/[^\w.-]+/g, '-');
  return `    <wsdl:port name="${name}" binding="tns:${service}Binding"><soap:address location="${escapeXml(address)}" /></wsdl:port>`;
}
