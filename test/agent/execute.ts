import { spawn } from 'node:child_process';

/** The little of this machine that a program cannot do without: nothing else may leak into a test. */
export function machine(temp: string): Record<string, string> {
  const kept = ['PATH', 'Path', 'SystemRoot'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), HOME: temp, USERPROFILE: temp };
}

/** Runs a bundle to its end; what it prints on either stream, in the order of arrival. */
export async function execute(
  file: string,
  cwd: string,
  env: Record<string, string>,
  node = process.execPath,
  cancelWhen?: () => Promise<void>,
): Promise<{ exitCode: number | null; text: string }> {
  const child = spawn(node, [file], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  void cancelWhen?.().then(() => child.kill('SIGINT'));
  const chunks: Buffer[] = [];
  const keep = (chunk: Buffer) => chunks.push(chunk);
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exitCode = await new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', done);
  });
  return { exitCode, text: Buffer.concat(chunks).toString('utf8') };
}
