import type { Log } from '../log/log.ts';
import { cancellation, graceAfter } from './cancellation.ts';
import { finish } from './finish.ts';
import { type Job, readJob } from './job.ts';
import { pipelineLog, writeLine } from './log.ts';
import { reportFolderAt, type ReportData } from './report-files.ts';
import { keepHeapSmall } from './small-heap.ts';

/** Put in by the bundler. */
declare const EXTENSION_VERSION: string;

/** Name and first value of each output of a task: a run that fails early sets these. */
export type Outputs<Name extends string> = Readonly<Record<Name, string>>;

/** What a task works with, and what it tells of its results while it has them. */
export interface Run<Output extends string> {
  readonly job: Job;
  readonly log: Log;
  /** What requests say of who asks. */
  readonly userAgent: string;
  readonly setOutputs: (values: Readonly<Partial<Record<Output, string | number | boolean>>>) => void;
  readonly setSummary: (markdown: string) => void;
  /** What the summary says, for machines; written to the folder that `reportTo` names. */
  readonly setReport: (data: ReportData) => void;
  /** Where the report goes, also of a run that fails. Throws INVALID_INPUT when that cannot be a folder. */
  readonly reportTo: (folder: string | undefined) => Promise<void>;
  /** The run did what it could and left something out that somebody has to look at: "succeeded with issues". */
  readonly leaveIncomplete: () => void;
  /** Given when somebody cancels the run, or its time is up. */
  readonly cancelled: AbortSignal;
  /** Ends the run so many minutes after its start; 0 sets no limit but that of the job. */
  readonly endAfter: (minutes: number) => void;
}

/** Runs the work of a task and tells the agent how it ended, whatever happens. */
export async function runTask<Output extends string>(
  task: { readonly name: string; readonly title: string; readonly outputs: Outputs<Output> },
  work: (run: Run<Output>) => Promise<void>,
): Promise<void> {
  keepHeapSmall();
  const outputs = new Map<string, string>(Object.entries(task.outputs));
  const job = readJob();
  let summary: string | undefined;
  let report: ReportData = {};
  let reportFolder: string | undefined;
  let incomplete = false;
  let ended = false;
  const end = async (error?: unknown): Promise<void> => {
    if (ended) return;
    ended = true;
    const { tempDirectory } = job;
    await finish({
      task: task.name,
      title: task.title,
      outputs,
      incomplete,
      ...(error === undefined ? {} : { error }),
      ...(summary === undefined ? {} : { summary }),
      report,
      ...(reportFolder === undefined ? {} : { reportFolder }),
      ...(tempDirectory === undefined ? {} : { tempDirectory }),
    });
    // Kept connections must not hold the process; what is written must be out before it ends.
    process.stdout.write('', () => process.exit(0));
  };
  endWhateverHappens(end);
  writeLine(`${task.name} ${EXTENSION_VERSION}, Node ${process.versions.node}`);
  try {
    const { signal: cancelled, endAfter } = cancellation();
    const doing = work({
      job,
      cancelled,
      endAfter,
      leaveIncomplete: () => {
        incomplete = true;
      },
      log: pipelineLog(),
      userAgent: ['apim-gitops/' + EXTENSION_VERSION, job.userAgent].filter(Boolean).join(' '),
      setOutputs: (values) => {
        for (const [name, value] of Object.entries(values)) outputs.set(name, String(value));
      },
      setSummary: (markdown) => {
        summary = markdown;
      },
      setReport: (data) => {
        report = data;
      },
      reportTo: async (folder) => {
        reportFolder = folder === undefined ? undefined : await reportFolderAt(folder, job.workingDirectory);
      },
    });
    await Promise.race([doing, graceAfter(cancelled)]);
    await end();
  } catch (error) {
    await end(error ?? new Error('Something undefined was thrown.'));
  }
}

/** Exit code 0 without a result is a success for the agent: nothing may end this process silently. */
function endWhateverHappens(end: (error: unknown) => Promise<void>): void {
  // task-lib's own listener would tell the same error in other words.
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => void end(error));
  process.on('beforeExit', () => void end(new Error('The work stopped without an end.')));
}
