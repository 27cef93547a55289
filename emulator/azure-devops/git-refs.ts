import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface Ref {
  readonly name: string;
  readonly id: string;
}

/**
 * What a ref of a bare repository points to, out of its files; undefined: it is not there. A process for each would
 * cost a hundred times as much, and the tip of a branch is asked for at nearly every request.
 */
export async function readRef(folder: string, name: string): Promise<string | undefined> {
  const loose = (await textOf(join(folder, name)))?.trim();
  return loose ?? (await packedRefs(folder)).find((ref) => ref.name === name)?.id;
}

/** Every ref, by name. */
export async function readRefs(folder: string): Promise<readonly Ref[]> {
  const files = await readdir(join(folder, 'refs'), { recursive: true });
  const packed = await packedRefs(folder);
  const names = new Set([
    ...files.map((file) => `refs/${file.split(sep).join('/')}`),
    ...packed.map(({ name }) => name),
  ]);
  const wanted = [...names].filter((name) => !name.endsWith('.lock')).sort();
  const found = await Promise.all(wanted.map(async (name) => ({ name, id: await readRef(folder, name) })));
  return found.flatMap(({ name, id }) => (id === undefined ? [] : [{ name, id }]));
}

/** The ref that HEAD names, whether or not it exists. */
export async function readHead(folder: string): Promise<string> {
  return (await readFile(join(folder, 'HEAD'), 'utf8')).replace(/^ref: /, '').trim();
}

async function packedRefs(folder: string): Promise<readonly Ref[]> {
  const text = (await textOf(join(folder, 'packed-refs'))) ?? '';
  const lines = text.split('\n').filter((line) => /^[0-9a-f]{40} /.test(line));
  return lines.map((line) => ({ id: line.slice(0, 40), name: line.slice(41) }));
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const none = ['ENOENT', 'ENOTDIR', 'EISDIR'];
    if (error instanceof Error && 'code' in error && none.includes(String(error.code))) return undefined;
    throw error;
  }
}
