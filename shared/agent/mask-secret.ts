import { setSecret } from 'azure-pipelines-task-lib/task.js';

/**
 * Tells the agent to hide this text wherever it is printed, also in the forms in which requests carry it.
 * Line by line: the agent refuses secrets of several lines (facts: azure-pipelines 2.5).
 */
export function maskSecret(text: string): void {
  for (const form of formsOf(text)) setSecret(form);
}

/** The text's lines, its base64 (alone, and as the password of Basic without a user), its form in a URL. */
function formsOf(text: string): ReadonlySet<string> {
  const base64 = [text, `:${text}`].map((one) => Buffer.from(one).toString('base64'));
  const lines = linesOf(text);
  return new Set(
    [...lines, ...base64, encodeURIComponent(text)].filter((form) => form !== '' && form !== 'Og=='),
  );
}

/** Of a PEM text without its frame and without a short rest: hiding those would hide half of any log. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return text.includes('-----BEGIN ')
    ? lines.filter((line) => !line.startsWith('-----') && line.length >= 12)
    : lines;
}
