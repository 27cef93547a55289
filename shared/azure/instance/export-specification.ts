import { isObject, type JsonObject, textAt } from '../../apim/json.ts';
import { describe, keyOf, rootOf, type ResourceId } from '../../apim/resource-id.ts';
import type { Specification } from '../../apim/resource.ts';
import { portableOpenApi } from '../../apim/specification/portable.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { Edge } from './edge.ts';
import { pathInInstance } from './paths.ts';

/** Gives the specification of a revision, exported only when somebody loads it. */
export type ExportSpecification = (revision: ResourceId, properties: JsonObject) => Specification;

/**
 * Exports one at a time within an API and within a version set: side by side they have been seen to return each
 * other's document (facts: apim-rest 2.2).
 */
export function exporter(edge: Edge): ExportSpecification {
  const last = new Map<string, Promise<unknown>>();
  return (revision, properties) => {
    const group = textAt(properties, 'apiVersionSetId')?.toLowerCase() ?? keyOf(rootOf(revision));
    let loaded: Promise<string> | undefined;
    const load = () => {
      const before = last.get(group) ?? Promise.resolve();
      const mine = before.then(
        () => exported(revision, edge),
        () => exported(revision, edge),
      );
      last.set(group, mine);
      return mine;
    };
    return { format: 'openapi', load: () => (loaded ??= load()) };
  };
}

async function exported(revision: ResourceId, { arm, base, current }: Edge): Promise<string> {
  const query = { export: 'true', format: 'openapi+json-link' };
  const answer = await arm.get(base + pathInInstance(revision, current.of), { query });
  // Three envelopes have been met (facts: apim-rest 2.2).
  const link =
    textAt(answer?.body, 'properties', 'value', 'link') ??
    textAt(answer?.body, 'value', 'link') ??
    textAt(answer?.body, 'link');
  if (link === undefined) throw unusable(revision, 'no link to the document');
  const document: unknown = parsed(await arm.download(link));
  if (!isObject(document)) throw unusable(revision, 'a document that is not JSON');
  return JSON.stringify(portableOpenApi(document), null, 2);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unusable(revision: ResourceId, what: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `The export of ${describe(revision)} gave ${what}.`,
    remedy: 'Run the task again. If it stays, export the API in the portal to see whether Azure can.',
    where: { resource: describe(revision) },
  });
}
