import { escaped } from './page.ts';

/** The log of a step as the page of a run shows it, scrolled to a line: lines with numbers, groups by their titles. */
export function logHtml(log: string, from = 1): string {
  const lines = log.split('\n').filter((line) => line !== '' && line !== '##[endgroup]');
  const shown = lines.map((line, at) => `<div><i>${at + 1}</i>${lineHtml(line)}</div>`);
  return `<div class="log">${shown.slice(from - 1).join('')}</div>`;
}

function lineHtml(line: string): string {
  const group = /^##\[group\](.*)$/.exec(line)?.[1];
  if (group !== undefined) return `<span class="group">▾ ${escaped(group)}</span>`;
  if (/^(?:create|update|delete) /.test(line)) return `<span class="change">${escaped(line)}</span>`;
  if (/^(?:All are as written|The instance is as)/.test(line))
    return `<span class="good">${escaped(line)}</span>`;
  return escaped(line);
}

/** A file of a pull request: what was there, what is there now. */
export function diffHtml(diff: string): string {
  const lines = diff.split('\n').filter((line) => !/^(?:index|---|\+\+\+|diff)/.test(line) && line !== '');
  const shown = lines.map(
    (line) => `<div class="${classOf(line)}">${escaped(line.replaceAll('\t', '    '))}</div>`,
  );
  return `<div class="diff">${shown.join('')}</div>`;
}

function classOf(line: string): string {
  if (line.startsWith('+')) return 'added';
  if (line.startsWith('-')) return 'removed';
  return line.startsWith('@@') ? 'muted' : '';
}
