import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { describe } from '../../apim/resource-id.ts';
import { isSayable } from '../../apim/specification/sayable.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { TaskError } from '../../errors/task-error.ts';
import { refusalOf } from '../arm/refusal.ts';
import type { Exporting } from './export-specification.ts';
import { operationsOf } from './list-entries.ts';

/**
 * Exports, and compares what came with the list of operations: side by side, exports have been seen to give each
 * other's document, without an error (facts: apim-rest 2.2). What is not the right one, or no document, is asked for
 * once more while nothing else is exported. Throws EXPORT_MISMATCH when it is still another one, and what `download`
 * throws the second time.
 */
export async function checkedExport<T>(
  exporting: Exporting,
  download: () => Promise<T>,
  operationsIn: (document: T) => readonly string[],
): Promise<T> {
  const { queue, group, operations, revision } = exporting;
  const first = await queue.inTurn(group, () => unlessMissing(download));
  // Where nobody has listed the operations, a run compares texts, and reads back what it writes.
  const isRight = (document: T) =>
    operations === undefined || whatIsWrong(operationsIn(document), operations) === undefined;
  if (first !== undefined && isRight(first)) return first;
  const [second, now] = await queue.alone(
    async () => [await download(), await operationsOf(revision, exporting.edge)] as const,
  );
  const wrong = whatIsWrong(operationsIn(second), now);
  if (wrong === undefined) return second;
  const name = describe(revision);
  throw new TaskError('EXPORT_MISMATCH', {
    message: `The export of ${name} is not its specification: ${wrong}.`,
    remedy: 'No file was touched. Run the task again, when nobody else exports or changes the API meanwhile.',
    where: { resource: name },
  });
}

/** Undefined where an answer came that is no document: trouble that may pass has been waited for already. */
async function unlessMissing<T>(download: () => Promise<T>): Promise<T | undefined> {
  try {
    return await download();
  } catch (error) {
    const { status = 0 } = refusalOf(error) ?? {};
    if (error instanceof TaskError && noDocument.has(error.code) && status < 500) return undefined;
    throw error;
  }
}

const noDocument: ReadonlySet<ErrorCode> = new Set(['AZURE_REFUSED', 'UNEXPECTED_ANSWER', 'INVALID_FILE']);

function whatIsWrong(exported: readonly string[], listed: readonly JsonObject[]): string | undefined {
  const routes = (operations: readonly JsonObject[]) => operations.map(wordsOf).map(route);
  const [has, there] = [new Set(exported.map(route)), new Set(routes(listed))];
  const foreign = [...has].find((one) => !there.has(one));
  if (foreign !== undefined) return `the API has no operation ${foreign}`;
  // What no document can say is in no export.
  const said = listed.filter((one) => isSayable(objectAt(one, 'properties')));
  const missing = routes(said).find((one) => !has.has(one));
  return missing === undefined ? undefined : `the operation ${missing} is not in it`;
}

/** Without what an export may say in its own way: names of parameters, the query, slashes at the end. */
function route(words: string): string {
  const [, method = '', template = ''] = /^(\S*) ([^?]*)/.exec(words.toLowerCase()) ?? [];
  return `${method} ${template.replace(/\{[^}]*\}/g, '{}').replace(/\/+$/, '')}`;
}

function wordsOf(entry: JsonObject): string {
  const method = textAt(entry, 'properties', 'method') ?? '';
  return `${method} ${textAt(entry, 'properties', 'urlTemplate') ?? ''}`;
}
