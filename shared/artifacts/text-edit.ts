/** One replacement in a text; start and end are equal where something is only put in. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all replacements made. They must not overlap; those that begin at one place keep their order. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((left, right) => left.start - right.start || left.end - right.end);
  let here = 0;
  const parts = sorted.flatMap(({ start, end, text: replacement }) => {
    const kept = text.slice(here, start);
    here = end;
    return [kept, replacement];
  });
  return [...parts, text.slice(here)].join('');
}
