import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { invalidInput } from '../shared/agent/parse-inputs.ts';

/** Text of a file that an input names; `file` is its name as the user wrote it. */
export interface NamedFile {
  readonly file: string;
  readonly text: string;
}

/** Reads it; undefined when the input is empty, INVALID_INPUT when there is no such file. */
export async function readNamedFile(
  input: string,
  file: string | undefined,
  workingDirectory: string,
): Promise<NamedFile | undefined> {
  if (file === undefined) return undefined;
  const path = resolve(workingDirectory, file);
  try {
    return { file, text: await readFile(path, 'utf8') };
  } catch {
    throw invalidInput(
      input,
      `is "${file}", but there is no file ${path} that can be read`,
      'a file on the agent, absolute or relative to $(System.DefaultWorkingDirectory)',
    );
  }
}
