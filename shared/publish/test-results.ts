import type { TaskError } from '../errors/task-error.ts';
import type { Checked } from './validate.ts';

/**
 * The results as JUnit XML, for the Tests tab of a run: a test case for each rule and file. A broken rule fails its
 * test; what is only a warning passes and says so in its output.
 */
export function testResults(checks: readonly Checked[], name: string): string {
  const failed = checks.filter((check) => isFailure(check)).length;
  const counts = `tests="${checks.length}" failures="${failed}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(name)}" ${counts}>`,
    ...checks.flatMap(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function isFailure({ rule, faults }: Checked): boolean {
  return rule.severity === 'error' && faults.length > 0;
}

function testCase(check: Checked): readonly string[] {
  const { rule, file, faults } = check;
  const opening = `    <testcase classname="${escaped(file)}" name="${escaped(`${rule.name}: ${rule.says}`)}"`;
  if (faults.length === 0) return [`${opening} />`];
  const text = escaped(faults.map(inWords).join('\n'));
  const [first] = faults;
  const body = isFailure(check)
    ? `<failure type="${first?.code ?? ''}" message="${escaped(first?.message ?? '')}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return [`${opening}>`, `      ${body}`, '    </testcase>'];
}

function inWords({ code, message, remedy = '' }: TaskError): string {
  return `${code} ${message} ${remedy}`.trimEnd();
}

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair (section 2.2). */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\r?\n|\r/g, '&#10;');
}
