/** One command of a task to its agent. */
export interface Command {
  /** "task.logissue" */
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

const marker = '##vso[';

/**
 * The command in a line as the agent finds it: at the first marker anywhere in the line, up to the first bracket
 * (azure-pipelines-agent: Microsoft.VisualStudio.Services.Agent/Command.cs).
 */
export function commandIn(line: string): Command | undefined {
  const start = line.indexOf(marker);
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  const inside = line.slice(start + marker.length, end);
  const space = inside.indexOf(' ');
  const name = space < 0 ? inside : inside.slice(0, space);
  const properties = (space < 0 ? '' : inside.slice(space + 1)).split(';').flatMap((part) => {
    const equals = part.indexOf('=');
    return equals < 0
      ? []
      : [[part.slice(0, equals).toLowerCase(), unescaped(part.slice(equals + 1))] as const];
  });
  return { name: name.toLowerCase(), properties: new Map(properties), data: unescaped(line.slice(end + 1)) };
}

function unescaped(text: string): string {
  return text
    .replaceAll('%3B', ';')
    .replaceAll('%5D', ']')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%AZP25', '%');
}
