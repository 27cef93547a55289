import assert from 'node:assert/strict';
import type { Publication } from '../../shared/publish/publish.ts';
import type { TaskRun } from '../agent/task-run.ts';

/** Fails with what a user would see in the run. */
export function assertGreen(run: TaskRun): void {
  assertDone(run, 'Succeeded');
}

/** The same for a publication in process. */
export function assertPublished({ errors, failed }: Publication): void {
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
  assert.equal(failed, 0);
}

/** Done, but something was left out, and a warning says what. */
export function assertDoneWithIssues(run: TaskRun): void {
  assertDone(run, 'SucceededWithIssues');
  assert.ok(
    run.issues.some(({ type }) => type === 'warning'),
    seen(run),
  );
}

function assertDone(run: TaskRun, result: string): void {
  assert.equal(run.result, result, seen(run));
  assert.equal(run.exitCode, 0);
  assert.deepEqual(
    run.issues.filter(({ type }) => type === 'error'),
    [],
    seen(run),
  );
  assertReadable(run);
}

/** Red, with this one code first, and words that match; every error says what to do. */
export function assertRed(run: TaskRun, code: string, ...words: readonly RegExp[]): void {
  assert.equal(run.result, 'Failed', seen(run));
  assert.equal(run.exitCode, 0, seen(run));
  const errors = run.issues.filter(({ type }) => type === 'error');
  assert.ok(
    errors.some((issue) => issue.code === code && words.every((one) => one.test(issue.message))),
    `No ${code} that says ${words.map(String).join(' and ')}.\n${seen(run)}`,
  );
  for (const { message } of errors) assert.doesNotMatch(message, /bug in the extension/, seen(run));
  assertReadable(run);
}

/** Nothing of the inside of the program shows through. */
function assertReadable(run: TaskRun): void {
  assert.doesNotMatch(
    `${run.log.join('\n')}\n${run.summary ?? ''}`,
    /\[object |\bundefined\b|\bNaN\b/,
    seen(run),
  );
}

/** The page of a failed assertion: what the log of the run shows. */
export function seen(run: TaskRun): string {
  return [
    'The log of the run:',
    ...run.log.slice(-40).map((line) => line.slice(0, 300)),
    `Result: ${String(run.result)}`,
  ].join('\n  ');
}
