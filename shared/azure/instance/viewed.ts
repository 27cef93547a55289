import type { JsonObject } from '../../apim/json.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { Query } from '../arm/arm.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { View } from '../../apim/kinds/azure-place.ts';
import type { Edge } from './edge.ts';
import type { Reading } from './reading.ts';

/** What says something of the list alone, not of the instance. */
const spared: ReadonlySet<ErrorCode> = new Set(['MISSING_RIGHTS', 'AZURE_REFUSED', 'UNEXPECTED_ANSWER']);

/**
 * A list that spares other requests and tells nothing that they would not tell: whoever cannot have it, because the
 * tier lacks it, rights are missing or Azure fails to make it, asks otherwise. Undefined then, and said in the log.
 * Several kinds may need it: asked for once.
 */
export function viewed(
  { collection, query = {} }: View,
  reading: Reading,
): Promise<readonly JsonObject[] | undefined> {
  const known = reading.views.get(collection) ?? asked(collection, query, reading);
  reading.views.set(collection, known);
  return known;
}

async function asked(
  collection: string,
  query: Query,
  { arm, base, log }: Edge,
): Promise<readonly JsonObject[] | undefined> {
  let why: string;
  try {
    const entries = await arm.listIfOffered(`${base}/${collection}`, { query, errorMeansAbsence: true });
    if (!(entries instanceof NotOffered)) return entries;
    why = entries.because;
  } catch (error) {
    if (!(error instanceof TaskError) || !spared.has(error.code)) throw error;
    why = error.message;
  }
  log.line(`The list ${collection} cannot be used (${why}): what it would tell is asked for one by one.`);
  return undefined;
}
