import { createHash } from 'node:crypto';
import { isList, isObject, type Json, type JsonObject, stableText, textAt, without } from '../apim/json.ts';
import { TaskError } from '../errors/task-error.ts';

/** One thing that publishing would do. */
export interface PlannedChange {
  /** For people: "backend shop". */
  readonly resource: string;
  /** The same for machines. */
  readonly id: string;
  readonly action: 'create' | 'update' | 'delete';
  /** Of what is written and what differs, as far as that may be known by whoever reads the file. */
  readonly digest: string;
}

/** A plan that somebody can approve: what would be done, where, out of which commit. Nothing secret is in it. */
export interface PlanRecord {
  /** Azure's own id of the instance. */
  readonly instance: string;
  readonly commit: string | undefined;
  /** Keeps equal contents of different plans from looking equal. */
  readonly salt: string;
  readonly changes: readonly PlannedChange[];
  /** One digest of everything that must not be guessed: see plan-digest.ts. */
  readonly withheld: string;
}

const kind = 'plan of ApimPublish';
const formatVersion = 1;

/** The record as a file: readable, and sealed against accidents. Who changes it with intent gains nothing. */
export function planFileText(record: PlanRecord): string {
  const { instance, commit = null, salt, changes, withheld } = record;
  const content: JsonObject = {
    ...{ kind, formatVersion, instance, commit, salt },
    ...{ changes: changes.map((change) => ({ ...change })), withheld },
  };
  return `${JSON.stringify({ ...content, seal: sealOf(content) }, undefined, 2)}\n`;
}

/** Throws INVALID_PLAN for what is no such file, or not as it was written. */
export function readPlanFile(text: string, file: string): PlanRecord {
  const content = parsed(text, file);
  if (!isObject(content) || content['kind'] !== kind) throw invalid(file, 'it is no plan of this task');
  if (content['formatVersion'] !== formatVersion)
    throw invalid(file, 'it comes from another version of this task');
  if (content['seal'] !== sealOf(without(content, ['seal'])))
    throw invalid(file, 'it is not as it was written: somebody or something has changed it');
  const commit = textAt(content, 'commit');
  return {
    instance: textAt(content, 'instance') ?? '',
    commit,
    salt: textAt(content, 'salt') ?? '',
    // The seal has just said that this is what we have written.
    changes: (isList(content['changes']) ? content['changes'] : []) as unknown as readonly PlannedChange[],
    withheld: textAt(content, 'withheld') ?? '',
  };
}

function parsed(text: string, file: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    throw invalid(file, text.trim() === '' ? 'it is empty' : 'it is no JSON, or cut off');
  }
}

function sealOf(content: JsonObject): string {
  return createHash('sha256').update(stableText(content)).digest('hex');
}

function invalid(file: string, why: string): TaskError {
  return new TaskError('INVALID_PLAN', {
    message: `The plan file ${file} cannot be used: ${why}.`,
    remedy: 'Let action: plan write it again, and hand it over unchanged. Nothing was written.',
    where: { file },
  });
}
