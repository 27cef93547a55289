import { everyIssueOf } from './issues.ts';

/** The page of the run: what the work says of itself, and what went wrong. Undefined when there is nothing to say. */
export function summaryOf({
  title,
  summary,
  error,
}: {
  readonly title: string;
  readonly summary?: string;
  readonly error?: unknown;
}): string | undefined {
  if (error === undefined) return summary;
  const lines = everyIssueOf(error).map(({ code, message }) => {
    const prefix = code === undefined ? '' : `**${code}** `;
    return `- ${prefix}${asText(message)}`;
  });
  const heading = summary === undefined ? `# ${title} failed` : '## Errors';
  return `${[...(summary === undefined ? [] : [summary.trimEnd()]), heading, lines.join('\n')].join('\n\n')}\n`;
}

/** Markdown that shows the text as it is. */
function asText(text: string): string {
  return text.replace(/[\\`*_[\]|]/g, '\\$&').replace(/</g, '&lt;');
}
