import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';

/** What is in a .vsix, by its path, but for folders. */
export type Package = ReadonlyMap<string, Buffer>;

export async function readPackage(file: string): Promise<Package> {
  const zip = await openPromise(file);
  const content = new Map<string, Buffer>();
  try {
    for await (const entry of zip.eachEntry())
      if (!entry.fileName.endsWith('/'))
        content.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  } finally {
    zip.close();
  }
  return content;
}

/** Lays out what begins with `prefix`, as the server does before agents download a task. */
export async function unpack(content: Package, prefix: string, folder: string): Promise<string> {
  for (const [path, bytes] of content) {
    if (!path.startsWith(prefix)) continue;
    const file = join(folder, path.slice(prefix.length));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  return folder;
}
