import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Settings of this machine must not change what the demo shows. */
const environment = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

/** A clone of the repository, as a developer has it and as a pipeline checks it out. */
export class WorkingCopy {
  private constructor(readonly folder: string) {}

  static async clone(from: string, folder: string): Promise<WorkingCopy> {
    await execute('git', ['clone', '--quiet', from, folder], { env: environment });
    const copy = new WorkingCopy(folder);
    await copy.git('config', 'user.name', 'Robin the API developer');
    await copy.git('config', 'user.email', 'robin@contoso.example');
    return copy;
  }

  async git(...args: readonly string[]): Promise<string> {
    const options = { env: environment, cwd: this.folder, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await execute('git', ['-c', 'core.quotepath=off', ...args], options);
    return stdout.trimEnd();
  }

  /** The tip of main, as the checkout of a pipeline has it. */
  async checkoutMain(): Promise<void> {
    await this.git('checkout', '--quiet', 'main');
    await this.git('pull', '--quiet', '--ff-only');
  }

  /** How main would change by merging a branch of the server: paths with "A", "M" or "D" before them. */
  async changes(branch: string): Promise<readonly string[]> {
    await this.git('fetch', '--quiet');
    const listed = await this.git('diff', '--name-status', `origin/main...origin/${branch}`);
    return listed.split('\n').filter((line) => line !== '');
  }

  async diff(branch: string, path: string): Promise<string> {
    return await this.git('diff', `origin/main...origin/${branch}`, '--', path);
  }

  async read(path: string): Promise<string> {
    return await readFile(join(this.folder, path), 'utf8');
  }

  async write(path: string, text: string): Promise<void> {
    await writeFile(join(this.folder, path), text);
  }
}
