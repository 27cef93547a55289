import { createHash } from 'node:crypto';
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  parsedJson,
  stableText,
  textAt,
  without,
} from '../apim/json.ts';
import { TaskError } from '../errors/task-error.ts';

const actions = ['create', 'update', 'delete'] as const;

/** One thing that publishing would do. */
export interface PlannedChange {
  /** For people: "backend shop". */
  readonly resource: string;
  /** The same for machines. */
  readonly id: string;
  readonly action: (typeof actions)[number];
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
  const content = parsedJson(text.replace(/^\uFEFF/, ''));
  if (content === undefined)
    throw invalid(file, text.trim() === '' ? 'it is empty' : 'it is no JSON, or cut off');
  if (!isObject(content) || content['kind'] !== kind) throw invalid(file, 'it is no plan of this task');
  if (content['formatVersion'] !== formatVersion)
    throw invalid(file, 'it comes from another version of this task');
  if (content['seal'] !== sealOf(without(content, ['seal'])))
    throw invalid(file, 'it is not as it was written: somebody or something has changed it');
  // Anybody can make a seal: what is behind it is read like everything from outside.
  const changes = changesIn(content['changes']);
  if (changes === undefined) throw invalid(file, 'it names changes that cannot be read');
  return {
    instance: textAt(content, 'instance') ?? '',
    commit: textAt(content, 'commit'),
    salt: textAt(content, 'salt') ?? '',
    changes,
    withheld: textAt(content, 'withheld') ?? '',
  };
}

function changesIn(said: Json | undefined): readonly PlannedChange[] | undefined {
  if (!isList(said)) return undefined;
  const changes = said.flatMap(changeIn);
  return changes.length === said.length ? changes : undefined;
}

function changeIn(value: Json): readonly PlannedChange[] {
  const [resource, id, digest] = ['resource', 'id', 'digest'].map((key) => textAt(value, key));
  const action = actions.find((one) => one === textAt(value, 'action'));
  const isWhole = resource !== undefined && id !== undefined && digest !== undefined && action !== undefined;
  return isWhole ? [{ resource, id, action, digest }] : [];
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
