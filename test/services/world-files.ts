import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Texts by their path, sorted, so that two folders are compared by deepEqual. */
export type Files = Readonly<Record<string, string>>;

/** All files of a folder on disk; none when it is not there. */
export async function filesIn(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: Record<string, string> = {};
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path).split(sep).join('/')] = await readFile(path, 'utf8');
  }
  return sorted(files);
}

/** The files of a branch as texts; `below` keeps only that folder, without its name. */
export function textsOf(files: ReadonlyMap<string, Buffer>, below = ''): Files {
  const prefix = below === '' ? '' : `${below}/`;
  const own = [...files].filter(([path]) => path.startsWith(prefix));
  return sorted(
    Object.fromEntries(own.map(([path, bytes]) => [path.slice(prefix.length), bytes.toString('utf8')])),
  );
}

/** Empties the folder and writes these files. */
export async function replaceFiles(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [path, content] of files) await writeFileAt(join(folder, path), content);
}

export async function writeFileAt(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** Changes the text of one file; fails when the change changes nothing, because then the test would prove nothing. */
export async function editFile(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`Nothing was changed in ${path}:\n${before}`);
  await writeFile(path, after);
}

function sorted(files: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1)));
}
