import { spawn } from 'node:child_process';

const person = { name: 'Build Service', mail: 'build@localhost' };

/** Settings of this machine and of whoever runs it must not change what comes out. */
const environment = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_DEFAULT_REF_FORMAT: 'files',
  GIT_AUTHOR_NAME: person.name,
  GIT_AUTHOR_EMAIL: person.mail,
  GIT_COMMITTER_NAME: person.name,
  GIT_COMMITTER_EMAIL: person.mail,
};

export interface GitOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are an answer, not a failure; 0 always is. */
  readonly accept?: readonly number[];
}

export interface GitResult {
  readonly code: number;
  readonly output: Buffer;
  readonly text: string;
}

/** Runs one Git command inside a bare repository. */
export async function git(
  folder: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitResult> {
  const child = spawn('git', [`--git-dir=${folder}`, ...args], {
    env: { ...environment, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.stdin.on('error', () => undefined); // a command that does not read its input is no failure
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => {
      resolve(exit ?? -1);
    });
  });
  if (code !== 0 && !options.accept?.includes(code)) {
    throw new Error(
      `git ${args.join(' ')} ended with ${code}: ${Buffer.concat(complaints).toString('utf8')}`,
    );
  }
  const bytes = Buffer.concat(output);
  return { code, output: bytes, text: bytes.toString('utf8').trim() };
}
