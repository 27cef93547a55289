/**
 * Foreign text made fit for one line of a log: HTML reduced to its words, white space to single spaces, at most
 * `limit` characters. It is cut between words only: the agent masks whole secrets, half of one would stay readable.
 */
export function excerpt(text: string, limit = 500): string {
  const line = (isHtml(text) ? wordsOfHtml(text) : text).replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  const end = line.lastIndexOf(' ', limit);
  return end <= 0 ? '…' : `${line.slice(0, end)} …`;
}

/** Whether somebody answered with a web page, whatever the answer calls itself. */
export function isHtml(text: string): boolean {
  return /^\s*(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body)\b/i.test(text);
}

function wordsOfHtml(text: string): string {
  return text
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/gi, ' ');
}
