/** One replacement in a text; start and end are equal where something is only put in. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all replacements made. They must not overlap; those that begin at one place keep their order. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let here = 0;
  const parts = inOrder(edits).flatMap(({ start, end, text: replacement }) => {
    const kept = text.slice(here, start);
    here = end;
    return [kept, replacement];
  });
  return [...parts, text.slice(here)].join('');
}

/** Whether one replacement begins before another one ends. */
export function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = inOrder(edits);
  return sorted.some(({ start }, at) => start < (sorted[at - 1]?.end ?? 0));
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((left, right) => left.start - right.start || left.end - right.end);
}
