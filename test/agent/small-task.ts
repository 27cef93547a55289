import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { environmentOf } from './environment.ts';
import { execute, machine } from './execute.ts';
import { type TaskRun, understandRun } from './task-run.ts';

export interface SmallTaskOptions {
  readonly variables?: Readonly<Record<string, string>>;
  readonly secretVariables?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A task made for one test out of the agent's edge, bundled and started like the real ones. `work` is the body of its
 * work: it sees `run` and every function of the edge that `imports` names by its file.
 */
export async function runSmallTask(
  imports: Readonly<Record<string, string>>,
  work: string,
  options: SmallTaskOptions = {},
): Promise<TaskRun> {
  const folder = await mkdtemp(join(tmpdir(), 'apim-small-'));
  try {
    const lines = Object.entries({ 'run-task': 'runTask', ...imports }).map(
      ([file, names]) => `import { ${names} } from './shared/agent/${file}.ts';`,
    );
    const outputs = `{ name: 'Small', title: 'Small task', outputs: { answer: 'none' } }`;
    const contents = `${lines.join('\n')}\nvoid runTask(${outputs}, async (run) => {\n${work}\n});`;
    const outfile = join(folder, 'index.js');
    await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      define: { EXTENSION_VERSION: '"0.0.0"' },
      logLevel: 'error',
    });
    const { variables = {}, secretVariables = {}, env = {} } = options;
    const state = environmentOf({
      inputs: new Map(),
      system: { url: 'https://127.0.0.1:9/', accessToken: 'the-token-of-the-job' },
      variables: new Map(Object.entries({ 'Agent.TempDirectory': folder, ...variables })),
      secretVariables: new Map(Object.entries(secretVariables)),
    });
    const began = performance.now();
    const { exitCode, text } = await execute(outfile, folder, { ...machine(folder), ...state, ...env });
    const milliseconds = performance.now() - began;
    const printed = text.split(/\r?\n/).filter((line) => line !== '');
    const masked = Object.values(secretVariables);
    return { exitCode, milliseconds, ...(await understandRun(printed, masked)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
