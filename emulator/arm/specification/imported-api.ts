import type { JsonObject } from '../json.ts';
import type { ImportedOperation } from './imported-operations.ts';

/** What a specification says, whatever notation it is written in. */
export interface ImportedApi {
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly schemas: readonly ImportedSchema[];
  readonly operations: readonly ImportedOperation[];
}

/** A schema entity that an import makes (facts 1.8). */
export interface ImportedSchema {
  readonly name: string;
  readonly contentType: string;
  readonly document: JsonObject;
}

/** What an import is given beside the text. */
export interface ImportRequest {
  readonly text: string;
  /** Read from a link: schemas are always named, descriptions of parameters get lost (facts 2.1). */
  readonly link: boolean;
  readonly jsonOnly: boolean;
  /** http, soap, ...: what the API becomes (facts 1.3). */
  readonly type: string;
  /** translateRequiredQueryParameters=query (facts 2.1). */
  readonly keepQueryParameters: boolean;
  readonly wsdlSelector: JsonObject | undefined;
  /** Whether operations name their schemas. */
  readonly namesSchemas: boolean;
  readonly takesRecursion: boolean;
  readonly inventId: () => string;
}

/** Content types of the schema entities that imports make; each import takes the earlier ones away (facts 1.8). */
export const contentTypes = {
  openApi: 'application/vnd.oai.openapi.components+json',
  swagger: 'application/vnd.ms-azure-apim.swagger.definitions+json',
  xsd: 'application/vnd.ms-azure-apim.xsd+xml',
  grammars: 'application/vnd.ms-azure-apim.wadl.grammars+xml',
  graphql: 'application/vnd.ms-azure-apim.graphql.schema',
  odata: 'application/vnd.ms-azure-apim.odata.schema',
  protobuf: 'text/protobuf',
} as const;
