import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { everyIssueOf } from './issues.ts';
import { invalidInput } from './parse-inputs.ts';
import { summaryOf } from './summary.ts';

/** What a run found and did, as JSON takes it. */
export type ReportData = Readonly<Record<string, unknown>>;

/** What a run leaves to be read. */
export interface ReportedRun {
  /** "ApimPublish" */
  readonly task: string;
  /** For people, the title of the summary: "Publish to API Management". */
  readonly title: string;
  /** What made it fail: anything that was thrown. */
  readonly error?: unknown;
  /** It succeeded, and yet something was left out. */
  readonly incomplete?: boolean;
  /** Every output of the task, also when it failed. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Markdown for the page of the run. */
  readonly summary?: string;
  /** The same for machines, and the folder that it shall be written to. */
  readonly report: ReportData;
  readonly reportFolder?: string;
}

/** The folder of the input reportFolder, made where it is missing. Throws INVALID_INPUT. */
export async function reportFolderAt(input: string, workingDirectory: string): Promise<string> {
  const folder = resolve(workingDirectory, input);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalidInput(
      'reportFolder',
      `is "${input}", but no folder ${folder} can be made (${why})`,
      'a folder on the agent, absolute or relative to $(System.DefaultWorkingDirectory)',
    );
  }
  return folder;
}

/** "ApimPublish.json" and "ApimPublish.md": what the page of the run says, for machines and for people. */
export async function writeReport(run: ReportedRun): Promise<void> {
  const { task, reportFolder, report, error, incomplete = false, outputs } = run;
  if (reportFolder === undefined) return;
  const content = {
    task,
    result: error !== undefined ? 'failed' : incomplete ? 'succeededWithIssues' : 'succeeded',
    outputs: Object.fromEntries(outputs),
    errors: error === undefined ? [] : everyIssueOf(error),
    ...report,
  };
  await writeFile(join(reportFolder, `${task}.json`), `${JSON.stringify(content, undefined, 2)}\n`);
  await writeFile(join(reportFolder, `${task}.md`), summaryOf(run) ?? '');
}
