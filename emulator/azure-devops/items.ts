import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { TreeEntry } from './bare-repository.ts';
import { listOf, type RepositoryCall } from './call.ts';
import { invalidArgument, itemNotFound, noBranches, versionNotFound } from './refusal.ts';
import { zip } from './zip.ts';

type Recursion = 'none' | 'one' | 'full';

/** Lists a folder (scopePath) or hands out one file, or a folder as a zip (path). */
export async function items(call: RepositoryCall): Promise<EmulatedAnswer> {
  const { query, headers } = call.request;
  const version = await versionOf(call);
  const single = query.get('path');
  const path = (single ?? query.get('scopePath') ?? '/').replace(/^\/+|\/+$/g, '');
  const root: TreeEntry = {
    mode: '040000',
    type: 'tree',
    id: await call.repository.bare.rootTree(version.commit),
    path: '',
  };
  const tree = [root, ...(await call.repository.bare.tree(version.commit))];
  const item = tree.find((entry) => entry.path === path);
  if (item === undefined) throw itemNotFound(`/${path}`, call.repository.name, version.name, version.commit);

  const accept = query.get('$format') ?? headers.accept ?? '';
  if (accept.includes('zip')) return zipped(call, tree, item);
  if (single !== null && item.type === 'blob' && /octet|text/.test(accept)) {
    const [body] = await call.repository.bare.blobs([item.id]);
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body };
  }
  const describe = (entry: TreeEntry) => ({
    objectId: entry.id,
    gitObjectType: entry.type,
    commitId: version.commit,
    path: `/${entry.path}`,
    ...(entry.type === 'tree' ? { isFolder: true } : {}),
    ...(entry.mode === '120000' ? { isSymLink: true } : {}),
    url: `${call.repository.url}/items/${encodeURIComponent(entry.path)}`,
  });
  if (single !== null) return { status: 200, body: describe(item) };
  return listOf(below(tree, item, recursionOf(query.get('recursionLevel'))).map(describe));
}

async function versionOf({ repository, request }: RepositoryCall): Promise<{ name: string; commit: string }> {
  const { bare } = repository;
  const given = request.query.get('versionDescriptor.version') ?? request.query.get('version');
  if (given === null) {
    const commit = await bare.tip(await bare.head());
    if (commit === undefined) throw noBranches(repository.name);
    return { name: await bare.head(), commit };
  }
  const type = (request.query.get('versionDescriptor.versionType') ?? 'branch').toLowerCase();
  const place = { branch: 'refs/heads/', 0: 'refs/heads/', tag: 'refs/tags/', 1: 'refs/tags/' };
  const prefix = Object.entries(place).find(([name]) => name === type)?.[1] ?? '';
  const ref = `${prefix}${given}`;
  const commit = (await bare.hasCommit(ref)) ? ref : await bare.tip(isBranch(ref) ? ref : `${ref}^{commit}`);
  if (commit === undefined) throw versionNotFound(given, repository.name);
  return { name: given, commit };
}

function isBranch(ref: string): boolean {
  return ref.startsWith('refs/heads/');
}

function recursionOf(given: string | null): Recursion {
  switch (given?.toLowerCase() ?? 'none') {
    case '0':
    case 'none':
      return 'none';
    case '1':
    case '4':
    case 'onelevel':
    case 'onelevelplusnestedemptyfolders':
      return 'one';
    case '120':
    case 'full':
      return 'full';
    default:
      throw invalidArgument(`The recursion level ${given ?? ''} is unknown.`);
  }
}

/** The item itself first, then what is below it. */
function below(tree: readonly TreeEntry[], item: TreeEntry, recursion: Recursion): TreeEntry[] {
  if (recursion === 'none' || item.type !== 'tree') return [item];
  const prefix = item.path === '' ? '' : `${item.path}/`;
  const inside = tree.filter(({ path }) => path !== '' && path !== item.path && path.startsWith(prefix));
  const near = inside.filter(({ path }) => !path.slice(prefix.length).includes('/'));
  return [item, ...(recursion === 'full' ? inside : near)];
}

/** Entries are named from the folder's own name on. */
async function zipped(
  { repository }: RepositoryCall,
  tree: readonly TreeEntry[],
  item: TreeEntry,
): Promise<EmulatedAnswer> {
  const parent = item.path.slice(0, item.path.lastIndexOf('/') + 1);
  const files = below(tree, item, 'full').filter(({ type }) => type === 'blob');
  const contents = await repository.bare.blobs(files.map(({ id }) => id));
  const entries = files.map(
    ({ path }, at) => [path.slice(parent.length), contents[at] ?? Buffer.alloc(0)] as const,
  );
  return { status: 200, headers: { 'content-type': 'application/zip' }, body: zip(entries) };
}
