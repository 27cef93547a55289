import { counted } from '../apim/counted.ts';
import type { TaskError } from '../errors/task-error.ts';
import { asText } from './as-text.ts';
import { apart, type Checked } from './validate.ts';

const mostRows = 300;
const mostOfOne = 5;

/** The page of the run, Markdown. First line: result and counts. Errors are told by who ends the run. */
export function validationSummary(checks: readonly Checked[]): string {
  const { warnings } = apart(checks);
  const title = `## ApimPublish: ${verdictInWords(checks)} in ${counted(checks.length, 'check')}`;
  if (warnings.length === 0) return `${title}\n`;
  const lines = warningsInWords(checks);
  const rows = lines.slice(0, mostRows).map((line) => `- ${asText(line)}`);
  const more = lines.length > mostRows ? [`- ... and ${lines.length - mostRows} more lines in the log`] : [];
  return [title, '', '### Warnings', '', ...rows, ...more, ''].join('\n');
}

/** Of one rule in one file the first warnings, so that the others are seen beside them; the report has all. */
export function warningsInWords(checks: readonly Checked[]): readonly string[] {
  return checks
    .filter(({ rule }) => rule.severity === 'warning')
    .flatMap(({ rule, file, faults }) => {
      const shown = faults.slice(0, mostOfOne).map(({ message }) => message);
      const more = faults.length - shown.length;
      return more === 0 ? shown : [...shown, `${file}: ${more} more of the rule ${rule.name}.`];
    });
}

/** "1 error, 2 warnings" */
export function verdictInWords(checks: readonly Checked[]): string {
  const { errors, warnings } = apart(checks);
  return `${counted(errors.length, 'error')}, ${counted(warnings.length, 'warning')}`;
}

/** The same for machines: only rules that were broken. */
export function validationReport(checks: readonly Checked[]): Readonly<Record<string, unknown>> {
  const { errors, warnings } = apart(checks);
  return {
    action: 'validate',
    counts: { checks: checks.length, errors: errors.length, warnings: warnings.length },
    broken: checks
      .filter(({ faults }) => faults.length > 0)
      .map(({ rule, file, faults }) => ({
        rule: rule.name,
        severity: rule.severity,
        file,
        faults: faults.map(({ code, message }: TaskError) => ({ code, message })),
      })),
  };
}
