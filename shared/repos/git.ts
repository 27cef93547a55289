import { execFile } from 'node:child_process';

/** What Git answered; undefined: there is no Git, or it refused. */
export async function git(
  folder: string,
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly output: Buffer } | undefined> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' };
  // What a checkout says in its own settings must start nothing.
  const settings = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
  return await new Promise((resolve) => {
    const child = execFile(
      'git',
      ['-C', folder, ...settings, ...args],
      { env, encoding: 'buffer', maxBuffer: 1024 ** 3, windowsHide: true },
      (error, output) => {
        const code = error === null ? 0 : error.code;
        resolve(typeof code === 'number' ? { code, output } : undefined);
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
