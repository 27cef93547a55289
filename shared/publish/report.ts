import { type Change, changeKey } from '../apim/change.ts';
import type { Difference } from '../apim/differences.ts';
import type { Json } from '../apim/json.ts';
import { describe } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import { unreachable } from '../errors/unreachable.ts';
import type { Outcome } from './apply.ts';

const longestValue = 60;
const mostRows = 300;

/** One line of log: "update  backend shop  (url: "a" -> "b")". */
export function changeInWords(change: Change, outcome?: Outcome): string {
  const words = `${verb(change).padEnd(7)} ${describe(change.resource.id)}${details(change)}`;
  if (outcome === undefined || outcome.state === 'done') return words;
  return outcome.state === 'failed'
    ? `FAILED  ${words}: ${outcome.error.message}`
    : `skipped ${words}: ${outcome.because}`;
}

/** The page of the run, Markdown. First line: result and counts. */
export function publicationSummary(
  counts: {
    created: number;
    updated: number;
    unchanged: number;
    failed: number;
    errors: readonly TaskError[];
  },
  changes: readonly Change[],
  outcomes: ReadonlyMap<string, Outcome>,
  action: 'plan' | 'publish',
): string {
  const numbers = [
    `${String(counts.created)} ${action === 'plan' ? 'to create' : 'created'}`,
    `${String(counts.updated)} ${action === 'plan' ? 'to update' : 'updated'}`,
    `${String(counts.unchanged)} unchanged`,
    ...(counts.failed === 0 ? [] : [`**${String(counts.failed)} failed**`]),
  ];
  const told = changes.filter((change) => change.kind !== 'keep' || change.because !== 'same');
  const rows = told.slice(0, mostRows).map((change) => row(change, outcomes.get(changeKey(change))));
  const more =
    told.length > mostRows ? ['', `... and ${String(told.length - mostRows)} more in the log.`] : [];
  const table = rows.length === 0 ? [] : ['', '| | resource | what |', '|---|---|---|', ...rows, ...more];
  const errors = counts.errors.map(({ message, remedy }) =>
    `- ${escaped(message)} ${escaped(remedy ?? '')}`.trimEnd(),
  );
  const failures = errors.length === 0 ? [] : ['', '### Failures', '', ...errors];
  return [`## ApimPublish (${action}): ${numbers.join(', ')}`, ...failures, ...table, ''].join('\n');
}

function row(change: Change, outcome: Outcome | undefined): string {
  const state =
    outcome === undefined || outcome.state === 'done' ? verb(change) : `${outcome.state}: ${verb(change)}`;
  return `| ${state} | ${escaped(describe(change.resource.id))} | ${escaped(details(change).trim())} |`;
}

function verb({ kind }: Change): string {
  return kind;
}

function details(change: Change): string {
  switch (change.kind) {
    case 'create':
      return '';
    case 'keep':
      return `  (${change.because})`;
    case 'update':
      return `  (${change.differences.map(difference).join('; ')})`;
    default:
      return unreachable(change);
  }
}

function difference({ path, before, after, note }: Difference): string {
  if (note !== undefined) return `${path}: ${note}`;
  return `${path}: ${value(before)} -> ${value(after)}`;
}

function value(json: Json | undefined): string {
  if (json === undefined) return 'nothing';
  const text = JSON.stringify(json);
  return text.length > longestValue ? `${text.slice(0, longestValue)}...` : text;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\s+/g, ' ');
}
