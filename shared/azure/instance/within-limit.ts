import type { Document } from '../../apim/documents.ts';
import type { JsonObject } from '../../apim/json.ts';
import { describe } from '../../apim/resource-id.ts';
import { TaskError } from '../../errors/task-error.ts';

/** Azure's limit for a specification inside a request, counted as the request has it (facts: apim-rest 2.1). */
const largestInline = 4 * 1024 * 1024;

/** The part of a request that imports a specification. Throws UNSUPPORTED_SPECIFICATION where Azure would refuse it. */
export function withinLimit(content: JsonObject, { id, file = describe(id) }: Document): JsonObject {
  const bytes = new TextEncoder().encode(JSON.stringify(content['value'])).length;
  if (bytes <= largestInline) return content;
  throw new TaskError('UNSUPPORTED_SPECIFICATION', {
    message: `The specification of ${describe(id)} has ${String(bytes)} bytes inside a request; Azure takes ${String(largestInline)}.`,
    remedy: 'Split the API, or take examples and long descriptions out of the document.',
    where: { file },
  });
}
