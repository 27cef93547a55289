import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

/** A step of a sample that runs one of our tasks. */
export interface SampleStep {
  readonly file: string;
  /** "ApimExtract@1" */
  readonly task: string;
  readonly name: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** All YAML files of samples/, by their paths, with their text. */
export function sampleFiles(): ReadonlyMap<string, string> {
  const names = readdirSync('samples', { recursive: true, encoding: 'utf8' });
  const yaml = names.filter((name) => name.endsWith('.yaml')).sort();
  return new Map(yaml.map((name) => [name, readFileSync(join('samples', name), 'utf8')]));
}

/** The content of a sample; throws for whatever a parser may complain about. */
export function contentOf(text: string): unknown {
  const document = parseDocument(text);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw problem;
  return document.toJS();
}

/** Every step that runs one of our tasks, at any depth: stages, jobs and strategies have their own places for steps. */
export function stepsIn(file: string, content: unknown): readonly SampleStep[] {
  if (Array.isArray(content)) return content.flatMap((item) => stepsIn(file, item));
  if (!isRecord(content)) return [];
  const { task, name, inputs } = content;
  const own =
    typeof task === 'string' && task.startsWith('Apim')
      ? [
          {
            file,
            task,
            name: typeof name === 'string' ? name : undefined,
            inputs: isRecord(inputs) ? inputs : {},
          },
        ]
      : [];
  return [...own, ...Object.values(content).flatMap((item) => stepsIn(file, item))];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
