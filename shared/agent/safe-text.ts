import { filterExternalOutput } from 'azure-pipelines-task-lib/externaloutput.js';

/**
 * Text that may come from outside, with the agent's markers made harmless. The agent obeys "##vso[" anywhere in a
 * line, so the name of an API could otherwise set variables; "##[" folds, colours and hides what follows it
 * (facts: azure-pipelines 2.6).
 */
export function safeText(text: string): string {
  const obeyed = filterExternalOutput(text, { source: 'remote' }).toString('utf8');
  return obeyed.replaceAll('##[', '##_[');
}

/** The same, on one line. */
export function safeLine(text: string): string {
  return safeText(text.replace(/\s*[\r\n]+\s*/g, ' ').trim());
}
