import { textAt } from '../../apim/json.ts';
import { describe, type ResourceId } from '../../apim/resource-id.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { Exporting } from './export-specification.ts';
import { pathInInstance } from './paths.ts';

/**
 * The document behind an export's link, once what is being imported there is whole: a run that was cancelled leaves
 * Azure at work, which answers with the API as it will be. Throws UNEXPECTED_ANSWER when there is no link.
 */
export async function downloadExport(
  { revision, edge: { arm, base, current } }: Exporting,
  format: string,
  options: { readonly errorIsLasting?: boolean } = {},
): Promise<string> {
  const query = { export: 'true', format };
  const answer = await arm.get(base + pathInInstance(revision, current.of), {
    query,
    onceWritten: true,
    ...options,
  });
  // Three envelopes have been met (facts: apim-rest 2.2).
  const link =
    textAt(answer?.body, 'properties', 'value', 'link') ??
    textAt(answer?.body, 'value', 'link') ??
    textAt(answer?.body, 'link');
  if (link === undefined) throw unusable(revision, 'no link to the document');
  return await arm.download(link);
}

/** UNEXPECTED_ANSWER about an export. */
export function unusable(revision: ResourceId, what: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `The export of ${describe(revision)} gave ${what}.`,
    remedy: 'Run the task again. If it stays, export the API in the portal to see whether Azure can.',
    where: { resource: describe(revision) },
  });
}
