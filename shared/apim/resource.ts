import type { JsonObject } from './json.ts';
import type { ResourceId } from './resource-id.ts';

/** One thing of an instance, as a snapshot knows it. Payloads stay opaque JSON: unknown properties are carried along. */
export interface Resource {
  readonly id: ResourceId;
  /** What can be set, references relative to the instance ("/apis/orders"). Without secrets that are hidden. */
  readonly properties: JsonObject;
  /** Policy XML with expressions as their author wrote them (format rawxml). */
  readonly policy?: string;
  readonly specification?: Specification;
  /** Present when the kind hides a value of this resource. */
  readonly secret?: Secret;
  /** The service's version of it, where one was read. */
  readonly etag?: string;
  /** What the service says is wrong with it though it is there: it cannot read what it refers to in Key Vault. */
  readonly trouble?: string;
  /** The file it comes from, for messages. */
  readonly file?: string;
}

/** Hidden values are compared in memory only and never written anywhere. */
export type Secret =
  | { readonly state: 'given'; readonly values: SecretValues }
  /** The files say nothing: what is live stays. */
  | { readonly state: 'not given' }
  /** It is given, and this run may not know it: what is live stays. */
  | { readonly state: 'not resolved' }
  /** Lives in the service; `reveal` gives undefined when the connection may not read it. */
  | { readonly state: 'hidden'; readonly reveal: () => Promise<SecretValues | undefined> };

/** Path of a property -> its value. */
export type SecretValues = Readonly<Record<string, string>>;

/**
 * What a specification is written in. 'openapi' is Swagger 2 too, each in JSON or YAML: the text itself tells which.
 * How each is read and compared: specification/formats.ts.
 */
export type SpecificationFormat = 'openapi' | 'graphql' | 'wsdl' | 'wadl' | 'edmx' | 'proto';

/** Text is loaded only when somebody needs it: an export costs two requests. */
export interface Specification {
  readonly format: SpecificationFormat;
  /** Throws INVALID_FILE, UNSUPPORTED_SPECIFICATION or what the edge throws. */
  readonly load: () => Promise<string>;
  /** The same in another form, where the service can give it in several. */
  readonly in?: (form: SpecificationForm) => Specification;
}

/** What else the service can say an API in that it exports as OpenAPI 3 by default. */
export type SpecificationForm = 'swagger' | 'wadl';
