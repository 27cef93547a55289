import type { SpecificationText } from './formats.ts';
import { operationsOf, parseOpenApi } from './open-api.ts';
import { nameByRoute, operationName } from './operation-name.ts';
import { wadlOperations } from './wadl.ts';
import { wsdlOperations } from './wsdl.ts';

/**
 * What an import calls the operations of a document; undefined where that is not known: what it makes of OData is its
 * own affair. GraphQL and gRPC have none. Throws INVALID_FILE, UNSUPPORTED_SPECIFICATION.
 */
export function operationNamesIn({ format, text, file }: SpecificationText): readonly string[] | undefined {
  switch (format) {
    case 'openapi': {
      const { document } = parseOpenApi(text, file);
      return operationsOf(document).map(({ method, path, operation }) =>
        operationName(method, path, operation),
      );
    }
    case 'wsdl':
      return wsdlOperations(text, file);
    case 'wadl':
      // Called by their id, or as the portal shows them.
      return wadlOperations(text, file).map(({ id, method, path }) => id ?? nameByRoute(method, path));
    case 'graphql':
    case 'proto':
      return [];
    case 'edmx':
      return undefined;
  }
}
