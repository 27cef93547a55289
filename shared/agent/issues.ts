import { counted } from '../apim/counted.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { TaskError, type Where } from '../errors/task-error.ts';

/** One entry of the list that a run shows above its log. */
export interface Issue {
  readonly code?: ErrorCode;
  /** One line: what happened, and what to do about it. */
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The agent shows ten issues of a step, the others only in the log (facts: azure-pipelines 2.7). */
const shown = 10;

/** What a failure looks like in the run: at most ten issues, what decides first, one for each cause. */
export function issuesOf(error: unknown): readonly Issue[] {
  const all = issuesBy(causeOf, error);
  if (all.length <= shown) return all;
  const told = oneOfEachCode(all);
  const rest = all.length - told.length;
  return [...told, { message: `${counted(rest, 'more error')}: see the log of this step.` }];
}

/** The first ones, the last of which give way to codes that would not be among them. */
function oneOfEachCode(all: readonly Issue[]): readonly Issue[] {
  const first = all.slice(0, shown - 1);
  const known = new Set(first.map(({ code }) => code));
  const others = [...new Map(all.toReversed().map((issue) => [issue.code, issue])).values()]
    .filter(({ code }) => !known.has(code))
    .slice(0, shown - 2);
  return [...first.slice(0, shown - 1 - others.length), ...others];
}

/** The same without a limit: equal failures of several resources are one, each resource not attempted has its own. */
export function everyIssueOf(error: unknown): readonly Issue[] {
  return issuesBy(sameness, error);
}

function issuesBy(keyOf: (failure: TaskError) => string, error: unknown): readonly Issue[] {
  const groups = new Map<string, readonly TaskError[]>();
  for (const one of sorted(failuresIn(error))) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const expected = [...groups.values()].flatMap(issueOf);
  return error instanceof TaskError ? expected : [bug(error)];
}

/** A right that is missing is missing everywhere: the role that gives it is what has to be said, once. */
function sameness({ code, message, remedy }: TaskError): string {
  return code === 'MISSING_RIGHTS' && remedy !== undefined ? `${code} ${remedy}` : `${code} ${message}`;
}

/** What one failure keeps from being attempted can be hundreds of resources. */
function causeOf(failure: TaskError): string {
  const { code, message, where } = failure;
  if (code !== 'NOT_ATTEMPTED' || where === undefined) return sameness(failure);
  return `${code} ${message.replace(placeOf(where), '')}`;
}

/** The single failures behind an error; none behind one that nobody expected. */
function failuresIn(error: unknown): readonly TaskError[] {
  if (!(error instanceof TaskError)) return [];
  return error.causes.length === 0 ? [error] : error.causes.flatMap(failuresIn);
}

/** What was not attempted failed because of something else: that comes first. */
function sorted(errors: readonly TaskError[]): readonly TaskError[] {
  const last = (error: TaskError): number => (error.code === 'NOT_ATTEMPTED' ? 1 : 0);
  return [...errors].sort((left, right) => last(left) - last(right));
}

function issueOf(group: readonly TaskError[]): readonly Issue[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  const { code, where, remedy } = first;
  const more = others.length === 0 ? '' : ` (and ${others.length} more${namesOf(others)})`;
  const message = [`${prefixOf(first)}${first.message}${more}`, remedy].filter(Boolean).join(' ');
  return [{ code, message: oneLine(message), ...(where !== undefined && 'file' in where ? where : {}) }];
}

function namesOf(errors: readonly TaskError[]): string {
  const names = errors.flatMap(({ where }) => (where === undefined ? [] : [placeOf(where)]));
  return names.length === 0 ? '' : `: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`;
}

/** Most messages name their place themselves. */
function prefixOf({ where, message }: TaskError): string {
  if (where === undefined) return '';
  const name = 'resource' in where ? where.resource : where.file;
  return message.includes(name) ? '' : `${placeOf(where)}: `;
}

/** "apis/orders/policy.xml:12:3" or "api orders". */
function placeOf(where: Where): string {
  if ('resource' in where) return where.resource;
  return [where.file, where.line, where.column].filter((part) => part !== undefined).join(':');
}

function bug(error: unknown): Issue {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    message: oneLine(
      `This is a bug in the extension: ${words.replace(/\.$/, '')}. Please report it with the log.`,
    ),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}
