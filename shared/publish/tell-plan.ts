import { counted } from '../apim/counted.ts';
import type { Log } from '../log/log.ts';
import type { Decision } from './decision.ts';
import { lineInWords, planHeading } from './report.ts';

/** A plan in the log: what to look at first, then every change; `isPlan` says that it ends there. */
export function tellPlan({ lines, attention, problems }: Decision, isPlan: boolean, log: Log): void {
  for (const line of planHeading(lines, attention)) log.line(line);
  for (const line of lines) if (line.because !== 'same') log.line(lineInWords(line));
  const writes = lines.filter(({ verb }) => verb !== 'keep').length;
  if (writes === 0 && problems.length === 0)
    log.line('The instance is as the files want it. Nothing to write.');
  else if (writes > 0 && isPlan) log.line(`${counted(writes, 'change')} planned. Nothing was written.`);
}
