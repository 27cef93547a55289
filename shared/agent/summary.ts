import { everyIssueOf } from './issues.ts';

/** The page of the run: what the work says of itself, and below its first line what went wrong. Undefined when there is nothing to say. */
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
  const [result = '', ...rest] = summary?.trimEnd().split('\n\n') ?? [];
  const heading = summary === undefined ? [`# ${title} failed`] : [result, '## Errors'];
  return `${[...heading, errorsInWords(error), ...rest].join('\n\n')}\n`;
}

/** More than this pushes all else off the page. */
const mostErrors = 50;

function errorsInWords(error: unknown): string {
  const all = everyIssueOf(error);
  const lines = all.slice(0, mostErrors).map(({ code, message }) => {
    const prefix = code === undefined ? '' : `**${code}** `;
    return `- ${prefix}${asText(message)}`;
  });
  const more = all.length - lines.length;
  return [...lines, ...(more === 0 ? [] : [`- … and ${String(more)} more: see the log of this step`])].join(
    '\n',
  );
}

/** Markdown that shows the text as it is. */
function asText(text: string): string {
  return text.replace(/[\\`*_[\]|]/g, '\\$&').replace(/</g, '&lt;');
}
