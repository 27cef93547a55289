import { mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { TaskError } from '../errors/task-error.ts';
import type { ArtifactFiles, FileChange } from './file-change.ts';

/** All files below a folder. Throws FOLDER_NOT_FOUND, which says what is there instead. */
export async function readFolder(path: string): Promise<ArtifactFiles> {
  const root = resolve(path);
  if (!(await isFolder(root))) throw await notFound(root);
  return await filesBelow(root);
}

/** The same; a folder that does not exist is empty. */
export async function readFolderIfThere(path: string): Promise<ArtifactFiles> {
  const root = resolve(path);
  return (await isFolder(root)) ? await filesBelow(root) : new Map<string, Uint8Array>();
}

/** Carries out the changes; folders that become empty go away. What fails half-way leaves everything as it was. */
export async function writeFolder(path: string, changes: readonly FileChange[]): Promise<void> {
  const root = resolve(path);
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const change of changes) {
      const file = join(root, ...change.path.split('/'));
      const before = await readFile(file).catch(() => undefined);
      undo.unshift(() => put(file, before, root));
      await put(file, change.kind === 'delete' ? undefined : change.content, root);
    }
  } catch (error) {
    for (const back of undo) await back().catch(() => undefined); // the first failure is the one to tell
    throw error;
  }
}

async function put(file: string, content: Uint8Array | undefined, root: string): Promise<void> {
  if (content === undefined) {
    await rm(file, { force: true });
    await removeEmptyFolders(dirname(file), root);
  } else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

async function filesBelow(root: string): Promise<ArtifactFiles> {
  const files = new Map<string, Uint8Array>();
  for (const file of await pathsBelow(root)) {
    const name = relative(root, file).split(sep).join('/');
    files.set(name, await readFile(file));
  }
  return new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Folder by folder: in Node 20.9, which agents have, a recursive listing does not say where its entries lie. */
async function pathsBelow(folder: string, isRoot = true): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (isRoot && entry.name === '.git') continue;
    if (entry.isSymbolicLink()) throw linked(path);
    if (entry.isDirectory()) paths.push(...(await pathsBelow(path, false)));
    if (entry.isFile()) paths.push(path);
  }
  return paths;
}

/** A link to a folder is one: only links inside the artifacts folder are refused. */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}

async function notFound(path: string): Promise<TaskError> {
  let parent = dirname(path);
  while (!(await isFolder(parent)) && dirname(parent) !== parent) parent = dirname(parent);
  const names = (await readdir(parent)).sort();
  const shown =
    names.length === 0 ? 'nothing' : names.slice(0, 10).join(', ') + (names.length > 10 ? ', ...' : '');
  return new TaskError('FOLDER_NOT_FOUND', {
    message: `The folder ${path} does not exist; ${parent} holds ${shown}.`,
    remedy: 'Correct the input artifactsFolder, or check out the repository before this step.',
  });
}

function linked(path: string): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${path} is a symbolic link; links in the artifacts folder are not followed.`,
    remedy: 'Replace the link by the file.',
    where: { file: path },
  });
}

async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  let here = folder;
  while (here !== root && here.startsWith(root) && (await readdir(here).catch(() => ['?'])).length === 0) {
    await rmdir(here);
    here = dirname(here);
  }
}
