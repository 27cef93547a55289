import { mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { firstFew } from '../apim/first-few.ts';
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

/**
 * Carries out the changes; folders that become empty go away. What fails half-way leaves everything as it was:
 * FOLDER_NOT_WRITABLE, which names what could not be put back.
 */
export async function writeFolder(path: string, changes: readonly FileChange[]): Promise<void> {
  const root = resolve(path);
  const undo: { readonly file: string; readonly before: Uint8Array | undefined }[] = [];
  try {
    for (const change of changes) {
      const file = join(root, ...change.path.split('/'));
      undo.unshift({ file, before: await contentIfThere(file) });
      await put(file, change.kind === 'delete' ? undefined : change.content, root);
    }
  } catch (error) {
    const lost: string[] = [];
    for (const { file, before } of undo) if (!(await isBack(file, before, root))) lost.push(file);
    throw notWritable(root, error, lost);
  }
}

/** What could not be written needs no putting back, and cannot be put back either. */
async function isBack(file: string, before: Uint8Array | undefined, root: string): Promise<boolean> {
  try {
    await put(file, before, root);
    return true;
  } catch {
    const now = await contentIfThere(file).catch(() => null);
    if (now === undefined || now === null || before === undefined) return now === before;
    return Buffer.compare(now, before) === 0;
  }
}

async function contentIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCodeOf(error) ?? '')) return undefined;
    throw error;
  }
}

function notWritable(root: string, error: unknown, lost: readonly string[]): unknown {
  if (systemCodeOf(error) === undefined) return error;
  const why = error instanceof Error ? error.message : '';
  const left = lost.length === 0 ? 'It is as it was' : `These could not be put back: ${lost.join(', ')}`;
  return new TaskError('FOLDER_NOT_WRITABLE', {
    message: `The folder ${root} cannot be written (${why}). ${left}.`,
    remedy:
      'Make sure that the agent may write there, that the disk is not full, and that no file stands where a folder has to be.',
    cause: error,
  });
}

/** "EACCES", "ENOSPC": of an error of the operating system. */
function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
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
  try {
    for (const file of await pathsBelow(root)) {
      const name = relative(root, file).split(sep).join('/');
      files.set(name, await readFile(file));
    }
  } catch (error) {
    throw notReadable(error);
  }
  return new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function notReadable(error: unknown): unknown {
  if (systemCodeOf(error) === undefined || !(error instanceof Error)) return error;
  return new TaskError('INVALID_FILE', {
    message: `A file of the artifacts folder cannot be read (${error.message}).`,
    remedy: 'Make sure that the agent may read all that is in the folder.',
    cause: error,
  });
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
  const shown = names.length === 0 ? 'nothing' : firstFew(names, 10);
  const found = await foundBelow(parent, relative(parent, path));
  const meant = found === undefined ? '' : `Was "${relative(parent, found)}" meant? `;
  return new TaskError('FOLDER_NOT_FOUND', {
    message: `The folder ${path} does not exist; ${parent} holds ${shown}.`,
    remedy: `${meant}Correct the input artifactsFolder, or check out the repository before this step.`,
  });
}

/** In a release each artifact lies below its alias, and that of a build below its own name too. */
async function foundBelow(folder: string, wanted: string): Promise<string | undefined> {
  const children = await foldersIn(folder);
  const grandchildren = (await Promise.all(children.map(foldersIn))).flat();
  for (const parent of [...children, ...grandchildren].slice(0, mostLooks))
    if (await isFolder(join(parent, wanted))) return join(parent, wanted);
  return undefined;
}

/** A folder above the one that was meant may hold anything. */
const mostLooks = 200;

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const own = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return own.slice(0, mostLooks).map(({ name }) => join(folder, name));
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
