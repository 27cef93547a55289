/** Markdown that shows a text as it is, on one line: names come from outside, nothing of them is markup. */
export function asText(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\s+/g, ' ');
}
