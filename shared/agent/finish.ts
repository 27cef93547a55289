import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  IssueType,
  logIssue,
  setResult,
  setVariable,
  TaskResult,
  uploadSummary,
} from 'azure-pipelines-task-lib/task.js';
import { causesOf } from './causes.ts';
import { everyIssueOf, type Issue, issuesOf } from './issues.ts';
import { writeLine } from './log.ts';
import { writeReport, type ReportedRun } from './report-files.ts';
import { safeText } from './safe-text.ts';
import { summaryOf } from './summary.ts';

/** How a task ended. */
export interface Ending extends ReportedRun {
  /** Where the agent fetches the summary from. */
  readonly tempDirectory?: string;
}

/** Tells the agent how the task ended. The one place that turns an error into what people see. */
export async function finish(ending: Ending): Promise<void> {
  const failed = ending.error !== undefined;
  if (failed) tell(ending.error);
  for (const [name, value] of ending.outputs) setVariable(name, safeText(value), false, true);
  await upload(ending);
  await leaveReport(ending);
  const success = ending.incomplete === true ? TaskResult.SucceededWithIssues : TaskResult.Succeeded;
  setResult(failed ? TaskResult.Failed : success, '');
}

function tell(error: unknown): void {
  const [shown, all] = [issuesOf(error), everyIssueOf(error)];
  for (const issue of shown) {
    const { file, line, column, code } = issue;
    logIssue(IssueType.Error, safeText(withCode(issue)), file && safeText(file), line, column, code);
  }
  if (all.length > shown.length) for (const issue of all) writeLine(withCode(issue));
  for (const line of causesOf(error)) writeLine(line);
}

/** The agent prints the message of an issue and nothing else of it: a code that is not in there is seen by nobody. */
function withCode({ code, message }: Issue): string {
  return code === undefined ? message : `${code}: ${message}`;
}

/** The work is done: a report that cannot be written is told, and does not undo it. */
async function leaveReport(ending: Ending): Promise<void> {
  try {
    await writeReport(ending);
  } catch (error) {
    logIssue(IssueType.Warning, safeText(`The report could not be written: ${String(error)}`));
  }
}

/** A failing upload must not hide how the work went. */
async function upload(ending: Ending): Promise<void> {
  const text = summaryOf(ending);
  if (text === undefined) return;
  try {
    // A folder of its own: the agent uploads later, when another step may have written its summary.
    const folder = await mkdtemp(join(ending.tempDirectory ?? tmpdir(), 'apim-'));
    const file = join(folder, `${ending.title}.md`);
    await writeFile(file, text);
    uploadSummary(file);
  } catch (error) {
    writeLine(`The summary could not be written: ${String(error)}`);
  }
}
