export type ExportNotation = 'yaml' | 'json' | 'swagger' | 'wsdl' | 'wadl' | 'graphql';

export interface ExportFormat {
  readonly notation: ExportNotation;
  /** What the envelope calls it; absent when the document itself is the answer. */
  readonly shownAs?: string;
  /** Of the file that a link names, and of a document that is the answer itself. */
  readonly extension: 'yaml' | 'json' | 'xml' | 'graphql';
  /** Types of API that have it (facts 1.3, 2.2). */
  readonly types: readonly string[];
}

const http = ['http', 'soap'];

const openApiYaml = { notation: 'yaml', extension: 'yaml', types: http } as const;
const openApiJson = { notation: 'json', extension: 'json', types: http } as const;
const swagger = { notation: 'swagger', extension: 'json', types: http } as const;
const wsdl = { notation: 'wsdl', extension: 'xml', types: ['soap'] } as const;
const wadl = { notation: 'wadl', extension: 'xml', types: ['http'] } as const;

/** Facts 2.2; `format` of a GET with export=true. */
export const exportFormats: ReadonlyMap<string, ExportFormat> = new Map<string, ExportFormat>([
  ['openapi-link', { ...openApiYaml, shownAs: 'openapi-link' }],
  ['openapi+json-link', { ...openApiJson, shownAs: 'openapi-link' }],
  ['swagger-link', { ...swagger, shownAs: 'swagger-link-json' }],
  ['wsdl-link', { ...wsdl, shownAs: 'wsdl-link+xml' }],
  ['wadl-link', { ...wadl, shownAs: 'wadl-link-json' }],
  [
    'graphql-link',
    { notation: 'graphql', extension: 'graphql', types: ['graphql'], shownAs: 'graphql-link' },
  ],
  ['openapi', openApiYaml],
  ['openapi+json', openApiJson],
  ['swagger', swagger],
  ['wsdl', wsdl],
  ['wadl', wadl],
]);
