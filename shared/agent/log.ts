import { EOL } from 'node:os';
import { debug, IssueType, logIssue, setProgress } from 'azure-pipelines-task-lib/task.js';
import type { Log } from '../log/log.ts';
import { safeLine, safeText } from './safe-text.ts';

/** So many milliseconds pass between two lines that tell where long work stands. */
const betweenProgressLines = 10_000;

/** The log of the step. Whatever it is given may come from outside: nothing leaves without being made safe. */
export function pipelineLog(now: () => number = Date.now): Log {
  return {
    group: groups(),
    line: writeLine,
    warning: (text) => {
      logIssue(IssueType.Warning, safeText(text));
    },
    debug: (text) => {
      debug(safeText(text));
    },
    progress: progress(now),
  };
}

/** Writes text to the log of the step, and nothing but text. */
export function writeLine(text: string): void {
  process.stdout.write(safeText(text) + EOL);
}

/** Folds what follows under the title; without one, ends the fold. */
function writeFold(title?: string): void {
  process.stdout.write((title === undefined ? '##[endgroup]' : `##[group]${safeLine(title)}`) + EOL);
}

/** Pipelines fold one level: a group inside a group is only a line. */
function groups(): Log['group'] {
  let open = false;
  return (title) => {
    if (open) {
      writeLine(title);
      return () => undefined;
    }
    open = true;
    writeFold(title);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      open = false;
      writeFold();
    };
  };
}

function progress(now: () => number): Log['progress'] {
  let shownPercent = -1;
  let shownAt = now();
  return (done, total, what) => {
    const percent = total <= 0 ? 0 : Math.min(100, Math.floor((done / total) * 100));
    if (percent !== shownPercent) setProgress(percent, safeLine(what));
    shownPercent = percent;
    if (now() - shownAt < betweenProgressLines) return;
    shownAt = now();
    writeLine(`${what}: ${done} of ${total}`);
  };
}
