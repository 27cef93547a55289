import { filterExternalOutput } from 'azure-pipelines-task-lib/externaloutput.js';

/**
 * Text that may come from outside, with the agent's command marker made harmless: the agent obeys "##vso[" anywhere
 * in a line, so the name of an API could otherwise set variables (facts: azure-pipelines 2.6).
 */
export function safeText(text: string): string {
  return filterExternalOutput(text, { source: 'remote' }).toString('utf8');
}

/** The same, on one line. */
export function safeLine(text: string): string {
  return safeText(text.replace(/\s*[\r\n]+\s*/g, ' ').trim());
}
