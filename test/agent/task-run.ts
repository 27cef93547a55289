import { readFile } from 'node:fs/promises';
import { commandIn } from './commands.ts';

export interface RunIssue {
  readonly type: string;
  readonly code: string | undefined;
  /** Without the code that it begins with. */
  readonly message: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
}

/** What a run of a task told its agent. */
export interface TaskRun {
  readonly exitCode: number | null;
  /** Succeeded, SucceededWithIssues, Failed; undefined when the task told none. */
  readonly result: string | undefined;
  readonly issues: readonly RunIssue[];
  readonly outputs: Readonly<Record<string, string>>;
  /** What the task asked to mask. */
  readonly secrets: readonly string[];
  /** The Markdown that was uploaded for the page of the run. */
  readonly summary: string | undefined;
  /** Everything that was printed, as it was printed. */
  readonly lines: readonly string[];
  /** What a reader sees without System.Debug: commands carried out, secrets masked. */
  readonly log: readonly string[];
  readonly milliseconds: number;
}

/** Reads what was printed as the agent does. The uploaded summary must still be there. */
export async function understandRun(
  lines: readonly string[],
  masked: readonly string[],
): Promise<Omit<TaskRun, 'exitCode' | 'milliseconds'>> {
  const commands = lines.flatMap((line) => commandIn(line) ?? []);
  const named = (...names: string[]) => commands.filter(({ name }) => names.includes(name));
  const secrets = named('task.setsecret').map(({ data }) => data);
  const summary = named('task.uploadsummary').at(-1)?.data;
  return {
    result: named('task.complete').at(-1)?.properties.get('result'),
    issues: named('task.logissue', 'task.issue').map(({ properties, data }) => ({
      type: properties.get('type') ?? '',
      code: properties.get('code'),
      message: withoutCode(data, properties.get('code')),
      file: properties.get('sourcepath'),
      line: properties.has('linenumber') ? Number(properties.get('linenumber')) : undefined,
    })),
    outputs: Object.fromEntries(
      named('task.setvariable').map(({ properties, data }) => [properties.get('variable') ?? '', data]),
    ),
    secrets,
    summary: summary === undefined ? undefined : await readFile(summary, 'utf8'),
    lines,
    log: readable(lines, [...masked, ...secrets]),
  };
}

function withoutCode(text: string, code: string | undefined): string {
  return code !== undefined && text.startsWith(`${code}: `) ? text.slice(code.length + 2) : text;
}

function readable(lines: readonly string[], secrets: readonly string[]): readonly string[] {
  const hidden = secrets.filter((secret) => secret !== '').sort((left, right) => right.length - left.length);
  return lines.flatMap((line) => {
    const command = commandIn(line);
    if (command !== undefined && !/^task\.(?:log)?issue$/.test(command.name)) return [];
    const text = command === undefined ? line : `##[${command.properties.get('type') ?? ''}]${command.data}`;
    return [hidden.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)];
  });
}
