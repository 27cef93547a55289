/** Looks up a header by its name, in any case. */
export type HeaderOf = (name: string) => string | undefined;

/**
 * How long a server asks to wait, in milliseconds, or undefined when it does not say.
 * Azure is seen to send seconds, seconds with decimals, HTTP dates, and two headers of its own in milliseconds
 * (facts: azure-pipelines 6.4).
 */
export function retryAfter(header: HeaderOf, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const milliseconds = numberIn(header(name));
    if (milliseconds !== undefined) return milliseconds;
  }
  const text = header('retry-after');
  const seconds = numberIn(text);
  if (seconds !== undefined) return seconds * 1000;
  const date = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
