import type { JsonObject } from '../../apim/json.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { TaskError } from '../../errors/task-error.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
import type { Reading } from './read-instance.ts';

/** What says something of the list alone, not of the instance. */
const spared: ReadonlySet<ErrorCode> = new Set(['MISSING_RIGHTS', 'AZURE_REFUSED', 'UNEXPECTED_ANSWER']);

/**
 * A list that spares other requests and tells nothing that they would not tell: whoever cannot have it, because the
 * tier lacks it, rights are missing or Azure fails to make it, asks otherwise. Undefined then, and said in the log.
 * Several kinds may need it: asked for once.
 */
export function viewed(collection: string, reading: Reading): Promise<readonly JsonObject[] | undefined> {
  const known = reading.views.get(collection) ?? view(collection, reading);
  reading.views.set(collection, known);
  return known;
}

async function view(
  collection: string,
  { arm, base, log }: Edge,
): Promise<readonly JsonObject[] | undefined> {
  let why: string;
  try {
    const entries = await arm.listIfOffered(`${base}/${collection}`, { errorMeansAbsence: true });
    if (!(entries instanceof NotOffered)) return entries;
    why = entries.because;
  } catch (error) {
    if (!(error instanceof TaskError) || !spared.has(error.code)) throw error;
    why = error.message;
  }
  log.line(`The list ${collection} cannot be used (${why}): what it would tell is asked for one by one.`);
  return undefined;
}
