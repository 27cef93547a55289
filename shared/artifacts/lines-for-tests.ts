/** What a reader of the difference sees. */
export function linesBetween(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const left = [...old];
  const came: string[] = [];
  for (const line of now) {
    const at = left.indexOf(line);
    if (at === -1) came.push(`+ ${line.trim()}`);
    else left.splice(at, 1);
  }
  return [...left.map((line) => `- ${line.trim()}`), ...came];
}
