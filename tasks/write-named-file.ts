import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { invalidInput } from '../shared/agent/parse-inputs.ts';

/** Writes a file that an input names, and the folders that it is in. Gives its whole path. INVALID_INPUT when it cannot be. */
export async function writeNamedFile(
  input: string,
  file: string,
  text: string,
  workingDirectory: string,
): Promise<string> {
  const path = resolve(workingDirectory, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalidInput(
      input,
      `is "${file}", but ${path} cannot be written (${why})`,
      'a file on the agent, absolute or relative to $(System.DefaultWorkingDirectory)',
    );
  }
  return path;
}
