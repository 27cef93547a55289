import { apiTypeOf, typesFor } from '../../apim/api-type.ts';
import type { Document } from '../../apim/documents.ts';
import type { Write } from '../../apim/instance.ts';
import type { JsonObject } from '../../apim/json.ts';
import { describe } from '../../apim/resource-id.ts';
import type { Specification, SpecificationFormat } from '../../apim/resource.ts';
import { wadlToSend } from '../../apim/specification/wadl-to-send.ts';
import { endpointToImport, wsdlToSend } from '../../apim/specification/wsdl-endpoints.ts';
import { whereOf } from '../../apim/where-of.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { ArmAnswer, Query } from '../arm/arm.ts';
import { apiBody } from './api-body.ts';
import { clearing } from './clearing.ts';
import type { Edge } from './edge.ts';
import { openApiImport } from './import-open-api.ts';
import { keepingOperations, keepingUnsayable } from './keep-operations.ts';
import { pathInInstance } from './paths.ts';
import { withinLimit } from './within-limit.ts';
import { putOver } from './put.ts';

/** A revision about to be written. */
interface Target {
  readonly document: Document;
  readonly edge: Edge;
  readonly isThere: boolean;
  /** Its properties as a PUT takes them. */
  readonly own: JsonObject;
  readonly put: (properties: JsonObject, query?: Query) => Promise<ArmAnswer | undefined>;
  readonly path: string;
}

type Importer = (text: string, target: Target) => Promise<unknown>;

/** How each format gets into an API (facts: apim-rest 1.3, 2.1). */
const importers: Readonly<Record<SpecificationFormat, Importer>> = {
  openapi: async (text, target) => {
    const { document, edge, isThere } = target;
    const importing = inOneRequest(openApiImport(text, document), target);
    await (isThere ? keepingUnsayable(document.id, edge, importing) : importing());
  },
  edmx: (text, target) => inOneRequest({ format: 'odata', value: text }, target)(),
  proto: (text, target) => inOneRequest({ format: 'grpc', value: text }, target)(),
  wsdl: (text, target) => {
    const { properties, file, id } = target.document;
    const wsdlSelector = endpointToImport(text, properties, file ?? describe(id));
    const content = { format: 'wsdl', value: wsdlToSend(text, properties) };
    return intoWhatIsThere(wsdlSelector === undefined ? content : { ...content, wsdlSelector }, target);
  },
  wadl: (text, target) =>
    intoWhatIsThere({ format: 'wadl-xml', value: wadlToSend(text, target.document.properties) }, target),
  graphql: async (text, { own, put, path, edge }) => {
    await put(own);
    const contentType = 'application/vnd.ms-azure-apim.graphql.schema';
    const properties = { contentType, document: { value: text } };
    await putOver(edge.arm, `${path}/schemas/graphql`, { properties });
  },
};

/**
 * Writes a revision with its properties and, where the document has one, its specification. Throws
 * UNSUPPORTED_SPECIFICATION for one that is too large or does not suit the type of the API, and what `Arm` throws.
 */
export async function importRevision(write: Write, edge: Edge): Promise<void> {
  const { document, live, etag, removed, again } = write;
  const path = edge.base + pathInInstance(document.id, edge.current.of);
  // What was read is replaced as it was read; what this run itself has written meanwhile has another ETag.
  let ifMatch = live === 'absent' ? undefined : (etag ?? '*');
  const target: Target = {
    document,
    edge,
    isThere: live === 'present',
    own: { ...apiBody(document, edge.base), ...(live === 'absent' ? notCurrent(document, edge) : {}) },
    put: async (properties, query) => {
      const condition = ifMatch === undefined ? {} : { ifMatch };
      ifMatch = '*';
      return await putOver(edge.arm, path, { properties }, { ...condition, ...(query ? { query } : {}) });
    },
    path,
  };
  if (live === 'absent') edge.unsayable.learn(document.id, []);
  const { specification } = document;
  const cleared = again === true ? clearing(target.own, removed) : target.own;
  if (specification === undefined) await target.put(cleared);
  else {
    await importers[suiting(specification, document)](await specification.load(), target);
    // An import does not take nulls (facts: apim-rest 1.0).
    if (cleared !== target.own) await target.put(cleared);
  }
}

/** A revision that is added to an API: a peer has seen one become current because nobody said no (facts: peers 9.10). */
function notCurrent({ id: { name, parent } }: Document, { current }: Edge): JsonObject {
  return parent === undefined || current.of(parent) === name ? {} : { isCurrent: false };
}

function inOneRequest(
  content: JsonObject,
  { own, put, document }: Target,
): () => Promise<ArmAnswer | undefined> {
  const properties = { ...own, ...withinLimit(content, document) };
  return () => put(properties);
}

/**
 * WSDL and WADL: only `?import=true` keeps what is there, but for the description (facts: apim-rest 2.1), so the
 * properties are put before, to have something there, and after. Operations get new names and lose what is theirs.
 */
async function intoWhatIsThere(content: JsonObject, target: Target): Promise<void> {
  const { own, put, isThere, document, edge } = target;
  const { apiType = 'http', path = '' } = own;
  const body = { ...withinLimit(content, document), apiType, path };
  if (!isThere) await put(own);
  await keepingOperations(document.id, edge, () => put(body, { import: 'true' }));
  await put(own);
}

function suiting({ format }: Specification, { id, properties, file }: Document): SpecificationFormat {
  const type = apiTypeOf(properties);
  if (typesFor(format).includes(type)) return format;
  throw new TaskError('UNSUPPORTED_SPECIFICATION', {
    message: `${describe(id)} is of type ${type}: its specification cannot be ${format}.`,
    remedy: `Correct "type" in its information file (${typesFor(format).join(' or ')}), or take the specification away.`,
    where: whereOf({ id, file }),
  });
}
