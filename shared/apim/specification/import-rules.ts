import type { JsonObject } from '../json.ts';
import {
  bodiesThatAreDropped,
  collidingNames,
  cutTexts,
  defaultsOutsideOfEnum,
  duplicateOperations,
  longUrls,
  overlongUrls,
} from './rules-of-operations.ts';
import { ambiguousParameters, pathParameters, requiredQueryParameters } from './rules-of-parameters.ts';
import { danglingReferences, externalReferences, recursiveSchemas } from './rules-of-references.ts';
import {
  newerDialect,
  partsOf31,
  partsThatAreIgnored,
  tooLarge,
  unknownDialect,
} from './rules-of-dialect.ts';
import type { OpenApi, OpenApiOperation } from './open-api.ts';

/** A specification about to be imported, with what its API says beside it. */
export interface Importable extends OpenApi {
  readonly operations: readonly OpenApiOperation[];
  readonly api: JsonObject;
}

/** What breaks a rule, and where in the document: a JSON pointer. */
export interface RuleFault {
  readonly pointer: string;
  readonly message: string;
}

/** What Azure is documented, or was seen, to refuse or to drop when it imports a specification. */
export interface ImportRule {
  /** Stable: it is the name of a test. */
  readonly name: string;
  /** An error is refused by Azure, a warning is taken and changed. */
  readonly severity: 'error' | 'warning';
  readonly says: string;
  /** Section of the collected facts on the control plane. */
  readonly source: string;
  readonly faults: (document: Importable) => readonly RuleFault[];
}

/** Also in docs/validation.md; a test keeps both equal. */
export const importRules: readonly ImportRule[] = [
  {
    ...{ name: 'import-size', severity: 'error', source: '2.1', faults: tooLarge },
    says: 'a specification has at most 4 MB as JSON',
  },
  {
    ...{ name: 'dialect', severity: 'error', source: '2.1', faults: unknownDialect },
    says: 'Azure imports Swagger 2.0, OpenAPI 3.0 and OpenAPI 3.1',
  },
  {
    ...{ name: 'newer-patch', severity: 'warning', source: '2.1', faults: newerDialect },
    says: 'OpenAPI 3.0 is documented up to 3.0.3, and 3.1 for import only',
  },
  {
    ...{ name: 'external-reference', severity: 'error', source: '2.1 (7)', faults: externalReferences },
    says: 'a $ref stays inside of the document',
  },
  {
    ...{ name: 'dangling-reference', severity: 'error', source: '2.1 (7)', faults: danglingReferences },
    says: 'a $ref leads to something',
  },
  {
    ...{ name: 'recursive-schema', severity: 'warning', source: '2.1 (7)', faults: recursiveSchemas },
    says: 'schemas that lead back to themselves are documented as not supported',
  },
  {
    ...{ name: 'path-parameters', severity: 'error', source: '1.4, 2.1 (7)', faults: pathParameters },
    says: 'every {name} of a path is declared as a path parameter, and the other way round',
  },
  {
    ...{ name: 'ambiguous-parameter', severity: 'error', source: '2.1 (7)', faults: ambiguousParameters },
    says: 'names of path and required query parameters are different, where both come into the URL',
  },
  {
    ...{ name: 'query-in-url', severity: 'warning', source: '2.1', faults: requiredQueryParameters },
    says: 'with translateRequiredQueryParameters "template", required query parameters move into the URL',
  },
  {
    ...{ name: 'duplicate-operation', severity: 'error', source: '1.4', faults: duplicateOperations },
    says: 'method and URL are unique in an API, without regard to case',
  },
  {
    ...{ name: 'colliding-names', severity: 'warning', source: '2.1 (1)', faults: collidingNames },
    says: 'operationIds that only differ in punctuation, case or beyond 76 characters get a number at their end',
  },
  {
    ...{ name: 'url-length', severity: 'error', source: '1.4', faults: overlongUrls },
    says: 'the URL of an operation has at most 1000 characters',
  },
  {
    ...{ name: 'long-url', severity: 'warning', source: 'Azure documentation, import', faults: longUrls },
    says: 'the URL of an operation is documented to have fewer than 128 characters',
  },
  {
    ...{ name: 'default-in-enum', severity: 'error', source: '1.4', faults: defaultsOutsideOfEnum },
    says: 'the default of a parameter is one of its enum',
  },
  {
    ...{ name: 'dropped-body', severity: 'warning', source: '2.1 (7)', faults: bodiesThatAreDropped },
    says: 'request bodies of GET, HEAD and OPTIONS are dropped',
  },
  {
    ...{ name: 'cut-text', severity: 'warning', source: '1.4, 2.1 (1)', faults: cutTexts },
    says: 'a summary is cut at 300 characters, the description of an operation at 1000',
  },
  {
    ...{ name: 'ignored-parts', severity: 'warning', source: '2.1 (7)', faults: partsThatAreIgnored },
    says: 'callbacks, links, webhooks and cookies are ignored',
  },
  {
    ...{ name: 'openapi-3.1', severity: 'warning', source: '2.1, 2.2', faults: partsOf31 },
    says: 'what only OpenAPI 3.1 can say is lost: exports are OpenAPI 3.0',
  },
];
