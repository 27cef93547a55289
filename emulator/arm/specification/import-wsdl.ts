import type { JsonObject } from '../json.ts';
import { contentTypes, type ImportedApi, type ImportRequest } from './imported-api.ts';
import type { ImportedOperation } from './imported-operations.ts';
import { soapToRestPolicy } from './soap-to-rest.ts';
import { readWsdl, type Wsdl, type WsdlOperation } from './wsdl.ts';

/** WSDL 1.1: passed through as SOAP, or offered as REST when the API is of type http (facts 1.3, 2.1). */
export function importWsdl(request: ImportRequest): ImportedApi {
  const wsdl = readWsdl(request.text, request.wsdlSelector);
  const schemaId = request.inventId();
  const one = request.type === 'soap' ? passedThrough : asRest;
  return {
    displayName: wsdl.service,
    serviceUrl: wsdl.address,
    schemas:
      wsdl.schemas.length === 0
        ? []
        : [{ name: schemaId, contentType: contentTypes.xsd, document: { value: wsdl.schemas.join('\n') } }],
    operations: wsdl.operations.map((operation) => ({
      ...one(wsdl, operation, schemaId),
      // Facts 2.1: new ids each time.
      name: request.inventId(),
      tags: [],
    })),
  };
}

type Made = Omit<ImportedOperation, 'name' | 'tags'>;

function passedThrough(wsdl: Wsdl, operation: WsdlOperation, schemaId: string): Made {
  const path = `/?soapAction=${operation.action === '' ? operation.name : operation.action}`;
  const contentType = wsdl.soap === '1.1' ? 'text/xml' : 'application/soap+xml';
  const representation = (typeName: string | undefined): JsonObject => ({
    contentType,
    ...(typeName === undefined || wsdl.schemas.length === 0 ? {} : { schemaId, typeName }),
  });
  return {
    method: 'POST',
    path,
    properties: {
      ...common(operation, path),
      request: {
        queryParameters: [],
        headers: [],
        representations: [representation(operation.input)],
      },
      responses: response(representation(operation.output)),
    },
  };
}

function asRest(wsdl: Wsdl, operation: WsdlOperation): Made {
  const path = `/${operation.name}`;
  const json = { contentType: 'application/json' };
  return {
    method: 'POST',
    path,
    properties: {
      ...common(operation, path),
      request: { queryParameters: [], headers: [], representations: [json] },
      responses: response(json),
    },
    policy: soapToRestPolicy(wsdl, operation),
  };
}

function common({ name, description }: WsdlOperation, urlTemplate: string): JsonObject {
  return {
    displayName: name,
    method: 'POST',
    urlTemplate,
    templateParameters: [],
    ...(description === undefined ? {} : { description }),
  };
}

function response(representation: JsonObject): JsonObject[] {
  return [{ statusCode: 200, description: '', representations: [representation], headers: [] }];
}
