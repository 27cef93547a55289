import { oneError, TaskError } from '../errors/task-error.ts';
import type { InputParser } from './input-parsers.ts';

/** What the pipeline gave: trimmed texts by the name of the input. Inputs that are empty are absent. */
export type Inputs = ReadonlyMap<string, string>;

/** A parser for each input that a task reads. */
export type InputParsers = Readonly<Record<string, InputParser<unknown>>>;

/** What those parsers give. */
export type Settings<Parsers extends InputParsers> = {
  readonly [Name in keyof Parsers]: Parsers[Name] extends InputParser<infer Value> ? Value : never;
};

/** Complete settings, or one error that tells everything that is wrong with the inputs. */
export function parseInputs<Parsers extends InputParsers>(
  parsers: Parsers,
  inputs: Inputs,
): Settings<Parsers> {
  const values = new Map<string, unknown>();
  const problems: TaskError[] = [];
  for (const [name, parse] of Object.entries(parsers)) {
    const text = inputs.get(name);
    const unreplaced = text === undefined ? undefined : unreplacedVariable(name, text);
    const parsed = unreplaced === undefined ? parse(text) : undefined;
    if (unreplaced !== undefined) problems.push(unreplaced);
    else if (parsed !== undefined && 'value' in parsed) values.set(name, parsed.value);
    else if (parsed !== undefined) problems.push(invalidInput(name, parsed.wrong, parsed.allowed));
  }
  throwIfAny(problems);
  // Each parser has left its value under its own name: that is what Settings says.
  return Object.fromEntries(values) as Settings<Parsers>;
}

/** The error for an input that cannot be used: `wrong` continues "The input x ...". */
export function invalidInput(name: string, wrong: string, allowed: string): TaskError {
  return new TaskError('INVALID_INPUT', {
    message: `The input "${name}" ${wrong}.`,
    remedy: `Allowed: ${allowed}.`,
  });
}

/** Ends the run when there are problems; one of them is told as it is, several together. */
function throwIfAny(problems: readonly TaskError[]): void {
  if (problems.length > 0) throw oneError(problems, `${problems.length} inputs cannot be used.`);
}

/** The agent leaves $(name) as it is when no such variable exists (facts: azure-pipelines 2.2). */
function unreplacedVariable(name: string, text: string): TaskError | undefined {
  const variable = /\$\((?<name>[\w.\- ]+)\)/.exec(text)?.groups?.['name'];
  if (variable === undefined) return undefined;
  return new TaskError('UNREPLACED_VARIABLE', {
    message: `The input "${name}" is "${text}": the pipeline has no variable "${variable}" here.`,
    remedy:
      `Define "${variable}", or check its spelling. A variable group must be linked to this stage, ` +
      'and outputs of other jobs must be mapped in "variables".',
  });
}
