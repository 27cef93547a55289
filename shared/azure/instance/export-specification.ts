import { apiTypeOf } from '../../apim/api-type.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { describe, keyOf, rootOf, type ResourceId } from '../../apim/resource-id.ts';
import type { Specification, SpecificationForm, SpecificationFormat } from '../../apim/resource.ts';
import { specificationFault } from '../../apim/specification/formats.ts';
import type { Edge } from './edge.ts';
import { exportedOpenApi, exportedSwagger } from './export-open-api.ts';
import { exportQueue, type ExportQueue } from './export-queue.ts';
import { schemaText } from './export-schema.ts';
import { exportedWadl, exportedWsdl } from './export-xml.ts';

/** A revision whose specification is asked for. */
export interface Exporting {
  readonly revision: ResourceId;
  readonly properties: JsonObject;
  readonly edge: Edge;
  /** Exports that share a group disturb each other. */
  readonly group: string;
  readonly queue: ExportQueue;
  /** As the service lists them; absent: nobody has asked. */
  readonly operations: readonly JsonObject[] | undefined;
}

/**
 * Gives the specification of a revision, exported only when somebody loads it; undefined when its type has none, or
 * nobody has given it one.
 */
export type ExportSpecification = (
  revision: ResourceId,
  properties: JsonObject,
  operations?: readonly JsonObject[],
) => Promise<Specification | undefined>;

export function exporter(edge: Edge): ExportSpecification {
  const queue = exportQueue();
  return (revision, properties, operations) => {
    const group = textAt(properties, 'apiVersionSetId')?.toLowerCase() ?? keyOf(rootOf(revision));
    const type = apiTypeOf(properties);
    const found = Object.hasOwn(exporters, type) ? exporters[type] : undefined;
    return found?.({ revision, properties, edge, group, queue, operations }) ?? Promise.resolve(undefined);
  };
}

type Exporter = (exporting: Exporting) => Promise<Specification | undefined>;

/** By type of API (facts: apim-rest 1.3, 2.2); of the others nothing can be exported. */
const exporters: Readonly<Record<string, Exporter>> = {
  http: (exporting) => Promise.resolve(openApi(exporting)),
  soap: (exporting) => Promise.resolve({ format: 'wsdl', load: once(() => exportedWsdl(exporting)) }),
  graphql: (exporting) => kept('graphql', 'graphql', exporting),
  odata: (exporting) => kept('edmx', 'odata.schema', exporting),
  grpc: (exporting) => kept('proto', 'protobuf', exporting),
};

function openApi(whole: Exporting): Specification {
  const exporting = { ...whole, operations: whole.operations?.map(routeOf) };
  const others: Readonly<Record<SpecificationForm, Specification>> = {
    swagger: { format: 'openapi', load: once(() => exportedSwagger(exporting)) },
    wadl: { format: 'wadl', load: once(() => exportedWadl(exporting)) },
  };
  return { format: 'openapi', load: once(() => exportedOpenApi(exporting)), in: (form) => others[form] };
}

/** What an export is compared with. Nothing else of thousands of operations is kept until the last is exported. */
function routeOf(operation: JsonObject): JsonObject {
  const { method = null, urlTemplate = null } = objectAt(operation, 'properties');
  return { properties: { method, urlTemplate } };
}

/**
 * What the service keeps as it was given: nobody has looked whether it is whole. One that could not be read back out of
 * a file would stop the next extraction and every publication.
 */
async function kept(
  format: SpecificationFormat,
  contentType: string,
  exporting: Exporting,
): Promise<Specification | undefined> {
  const text = await schemaText(exporting, contentType);
  if (text === undefined) return undefined;
  const fault = specificationFault({ format, text, file: `The schema of ${describe(exporting.revision)}` });
  if (fault === undefined) return { format, load: () => Promise.resolve(text) };
  exporting.edge.log.line(fault);
  return undefined;
}

/** An export costs two requests, and may be asked for by many. */
function once(load: () => Promise<string>): () => Promise<string> {
  let loaded: Promise<string> | undefined;
  return () => (loaded ??= load());
}
