import { counted } from './counted.ts';
import type { Difference } from './differences.ts';
import type { Json } from './json.ts';
import { shortened, textDifference, whereTheyDiffer } from './text-difference.ts';

const longestValue = 60;
/** More than this nobody reads in a line. */
const mostItems = 5;

/** `url: "a" -> "b"`, `pool.services[/backends/b]: nothing -> {...}`, `terms: 1 line added, 2 removed ("+ ...")`. */
export function differenceInWords({ path, before, after, note, items = [] }: Difference): string {
  if (note !== undefined) return `${path}: ${note}`;
  if (items.length > 0) {
    const more = items.length > mostItems ? [`${items.length - mostItems} more`] : [];
    return [...items.slice(0, mostItems).map(differenceInWords), ...more].join('; ');
  }
  return `${path}: ${typeof before === 'string' && typeof after === 'string' ? texts(before, after) : values(before, after)}`;
}

function texts(before: string, after: string): string {
  if (Math.max(before.length, after.length) <= longestValue) return values(before, after);
  if (!before.includes('\n') && !after.includes('\n')) {
    const [was, is] = whereTheyDiffer(before, after, longestValue);
    return `${JSON.stringify(was)} -> ${JSON.stringify(is)}`;
  }
  const { added, removed, excerpt } = textDifference(before, after);
  const first = excerpt.find((line) => /^[+-]/.test(line));
  const counts = `${counted(added, 'line')} added, ${removed} removed`;
  return first === undefined ? counts : `${counts} (${JSON.stringify(shortened(first, longestValue))})`;
}

function values(before: Json | undefined, after: Json | undefined): string {
  return `${value(before)} -> ${value(after)}`;
}

function value(json: Json | undefined): string {
  return json === undefined ? 'nothing' : shortened(JSON.stringify(json), longestValue);
}
