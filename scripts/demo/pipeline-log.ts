const coloured = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
const codes = { bold: 1, red: 31, green: 32, blue: 34, grey: 90 } as const;

type Paint = keyof typeof codes;

/** Text in a colour where a person watches, as it is where a file or a pipeline does. */
export function painted(paint: Paint, text: string): string {
  return coloured ? `\u001b[${codes[paint]}m${text}\u001b[0m` : text;
}

let stages = 0;

/** The heading of a stage. */
export function stageBegins(title: string): void {
  stages += 1;
  const heading = `== ${stages}. ${title} `;
  console.log(`\n${painted('bold', heading.padEnd(100, '='))}`);
}

/** What the demo itself has to say. */
export function say(...lines: readonly string[]): void {
  for (const line of lines) console.log(painted('grey', line));
}

/** Lines that come from elsewhere: a log, a diff, a description. Long ones end with how much is left out. */
export function show(lines: readonly string[], { most = Infinity, indent = 4 } = {}): void {
  const margin = ' '.repeat(indent);
  for (const line of lines.slice(0, most)) console.log(`${margin}${line}`.trimEnd());
  if (lines.length > most) console.log(painted('grey', `${margin}... ${lines.length - most} more`));
}

/** Lines of which no more than `most` in a row begin with the same word: a long plan is read by its kinds of lines. */
export function collapsed(lines: readonly string[], most: number): readonly string[] {
  const wordOf = (line: string) => line.split(' ', 1)[0];
  const runs: string[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && wordOf(last[0] ?? '') === wordOf(line)) last.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) =>
    run.length <= most + 1 ? run : [...run.slice(0, most), `... ${run.length - most} more`],
  );
}

/** A difference as Git words it. */
export function showDiff(diff: string, most: number): void {
  const lines = diff.split('\n').filter((line) => !/^(diff|index|---|\+\+\+|new file|similarity)/.test(line));
  show(
    lines.map((line) =>
      line.startsWith('+') ? painted('green', line) : line.startsWith('-') ? painted('red', line) : line,
    ),
    { most },
  );
}
