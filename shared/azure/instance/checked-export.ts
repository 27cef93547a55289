import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { describe } from '../../apim/resource-id.ts';
import { isSayable } from '../../apim/specification/sayable.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { TaskError } from '../../errors/task-error.ts';
import { refusalOf } from '../arm/refusal.ts';
import type { Exporting } from './export-specification.ts';
import { operationsOf } from './list-entries.ts';

/** How operations of a document are known among those that the service lists. */
export interface Identity<T> {
  readonly inDocument: (document: T) => readonly Known[];
  readonly inList: (operation: JsonObject) => Known;
}

/** Any of the keys is enough to know an operation by. */
export interface Known {
  readonly words: string;
  readonly keys: readonly string[];
  /** A document of that kind need not have it: it may have no way to say it. */
  readonly optional?: boolean;
}

/**
 * Exports, and compares what came with the list of operations: side by side, exports have been seen to give each
 * other's document, without an error (facts: apim-rest 2.2). What is not the right one, or no document, is asked for
 * once more while nothing else is exported. Throws EXPORT_MISMATCH when it is still another one, and what `download`
 * throws the second time.
 */
export async function checkedExport<T>(
  exporting: Exporting,
  download: () => Promise<T>,
  identity: Identity<T>,
): Promise<T> {
  const { queue, group, operations, revision } = exporting;
  // Where nobody has listed the operations, a run compares texts, and reads back what it writes.
  const isRight = (document: T) =>
    operations === undefined || whatIsWrong(document, operations, identity) === undefined;
  const first = await queue.inTurn(group, () => unlessMissing(download, isRight));
  if (first !== undefined) return first;
  const [second, now] = await queue.alone(
    async () => [await download(), await operationsOf(revision, exporting.edge)] as const,
  );
  const wrong = whatIsWrong(second, now, identity);
  if (wrong === undefined) return second;
  const name = describe(revision);
  throw new TaskError('EXPORT_MISMATCH', {
    message: `The export of ${name} is not its specification: ${wrong}.`,
    remedy: 'No file was touched. Run the task again, when nobody else exports or changes the API meanwhile.',
    where: { resource: name },
  });
}

/** Undefined where an answer came that is not the right document, or none: trouble that may pass has been waited for. */
async function unlessMissing<T>(
  download: () => Promise<T>,
  isRight: (document: T) => boolean,
): Promise<T | undefined> {
  try {
    const document = await download();
    return isRight(document) ? document : undefined;
  } catch (error) {
    const { status = 0 } = refusalOf(error) ?? {};
    if (error instanceof TaskError && noDocument.has(error.code) && status < 500) return undefined;
    throw error;
  }
}

const noDocument: ReadonlySet<ErrorCode> = new Set(['AZURE_REFUSED', 'UNEXPECTED_ANSWER', 'INVALID_FILE']);

function whatIsWrong<T>(
  document: T,
  operations: readonly JsonObject[],
  { inDocument, inList }: Identity<T>,
): string | undefined {
  const [exported, listed] = [inDocument(document), operations.map(inList)];
  const [has, there] = [exported, listed].map((all) => new Set(all.flatMap(({ keys }) => keys)));
  const lacking =
    (all: ReadonlySet<string> | undefined) =>
    ({ keys }: Known) =>
      !keys.some((key) => all?.has(key));
  const foreign = exported.find(lacking(there));
  if (foreign !== undefined) return `the API has no operation ${foreign.words}`;
  const missing = listed.filter(({ optional }) => optional !== true).find(lacking(has));
  return missing === undefined ? undefined : `the operation ${missing.words} is not in it`;
}

/** By method and path: what documents of REST have. */
export function byRoute<T>(operationsIn: (document: T) => readonly string[]): Identity<T> {
  const known = (words: string): Known => ({ words: route(words), keys: [route(words)] });
  return {
    inDocument: (document) => operationsIn(document).map(known),
    // What no document can say is in no export.
    inList: (operation) => ({
      ...known(wordsOf(operation)),
      optional: !isSayable(objectAt(operation, 'properties')),
    }),
  };
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
