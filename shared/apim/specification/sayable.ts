import { type JsonObject, textAt } from '../json.ts';

/** Methods that OpenAPI 3 can say; an API takes any word for one (facts: apim-rest 1.4). */
const sayable = /^(?:get|put|post|delete|options|head|patch|trace)?$/i;

/** Whether an OpenAPI document can say an operation with these properties: PURGE and COPY it cannot. */
export function isSayable(properties: JsonObject): boolean {
  return sayable.test(textAt(properties, 'method') ?? '');
}

/** Whether a WSDL can say it: the template of a SOAP operation ends with its action (facts: apim-rest 1.3). */
export function isSoap(properties: JsonObject): boolean {
  return /[?&]soapAction=/i.test(textAt(properties, 'urlTemplate') ?? '');
}
