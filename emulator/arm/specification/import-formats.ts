export type Notation = 'openApi' | 'swagger' | 'wsdl' | 'wadl' | 'graphql' | 'odata' | 'grpc';

/** What `format` of an import PUT says about `value`. */
export interface ImportFormat {
  readonly notation: Notation;
  /** The value is an address, which the service reads itself. */
  readonly link: boolean;
  /** Whether only JSON is read; the others of the pair read YAML too. */
  readonly jsonOnly: boolean;
}

const named: Readonly<Record<string, readonly [notation: Notation, more?: 'link' | 'json', also?: 'json']>> =
  {
    openapi: ['openApi'],
    'openapi+json': ['openApi', 'json'],
    'openapi-link': ['openApi', 'link'],
    'openapi+json-link': ['openApi', 'link', 'json'],
    'swagger-json': ['swagger', 'json'],
    'swagger-link-json': ['swagger', 'link', 'json'],
    'swagger-link': ['swagger', 'link', 'json'],
    wsdl: ['wsdl'],
    'wsdl-link': ['wsdl', 'link'],
    'wadl-xml': ['wadl'],
    'wadl-link-json': ['wadl', 'link'],
    'graphql-link': ['graphql', 'link'],
    odata: ['odata'],
    'odata-link': ['odata', 'link'],
    grpc: ['grpc'],
    'grpc-link': ['grpc', 'link'],
  };

/** Facts 2.1: the formats that a PUT of an API takes; undefined for any other word. */
export function importFormatOf(format: string): ImportFormat | undefined {
  const row = named[format];
  if (!row) return undefined;
  const [notation, ...more] = row;
  return { notation, link: more.includes('link'), jsonOnly: more.includes('json') };
}
