import { git } from './git.ts';

/** A folder in the working tree of a Git repository. */
export interface GitCheckout {
  readonly root: string;
  /** The folder below the root, "" for the root itself. */
  readonly folder: string;
  /** What is checked out. */
  readonly commit: string;
  /** Where it was cloned from, without a user name or password; undefined when Git does not know. */
  readonly origin: string | undefined;
  /** Its history is cut off: `fetchDepth` in a pipeline. */
  readonly isShallow: boolean;
}

/** The checkout that a folder lies in; undefined without Git, outside of any, and where Git trusts the owner not. */
export async function gitCheckout(folder: string): Promise<GitCheckout | undefined> {
  const found = await git(folder, [
    'rev-parse',
    '--show-toplevel',
    '--show-prefix',
    '--is-shallow-repository',
    '--verify',
    'HEAD^{commit}',
  ]);
  if (found?.code !== 0) return undefined;
  const [root = '', prefix = '', shallow = '', commit = ''] = found.output.toString('utf8').split(/\r?\n/);
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) return undefined;
  const origin = await git(folder, ['remote', 'get-url', 'origin']);
  const url = origin?.code === 0 ? origin.output.toString('utf8').trim() : '';
  return {
    root,
    folder: prefix.replace(/\/$/, ''),
    commit,
    isShallow: shallow === 'true',
    origin: url === '' ? undefined : url.replace(/^(\w+:\/\/)[^/@]*@/, '$1'),
  };
}
