import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { fillContoso } from '../../test/services/contoso.ts';
import { type Pipeline, startPipeline } from '../../test/services/pipeline.ts';
import { Checks } from './checks.ts';
import { WorkingCopy } from './working-copy.ts';

export const devInstance = 'contoso-apis-dev';
export const prodInstance = 'contoso-apis-prod';
export const artifacts = 'apim-artifacts';

/** Everything that the stages of the demo share. */
export interface DemoWorld {
  readonly pipeline: Pipeline;
  readonly dev: EmulatedInstance;
  readonly prod: EmulatedInstance;
  readonly repository: WorkingCopy;
  readonly checks: Checks;
  /** What stays to be looked at. */
  readonly output: string;
  /** Writes a file into `output`, and gives its path as a reader would type it. */
  readonly keep: (path: string, text: string) => Promise<string>;
}

/** One filled instance, one empty one, and a repository that holds a README and nothing else. */
export async function openDemo(): Promise<DemoWorld> {
  const output = resolve('demo-output');
  await rm(output, { recursive: true, force: true, maxRetries: 5 });
  await mkdir(output, { recursive: true });
  const pipeline = await startPipeline({
    files: { 'README.md': '# APIs of Contoso\n\nWhat is in API Management is in `apim-artifacts`.\n' },
    repositories: join(output, 'azure-repos'),
  });
  const dev = pipeline.addInstance(devInstance);
  await fillContoso(dev);
  return {
    pipeline,
    dev,
    prod: pipeline.addInstance(prodInstance),
    repository: await WorkingCopy.clone(pipeline.repository.path, join(output, 'repository')),
    checks: new Checks(),
    output,
    keep: async (path, text) => {
      const file = join(output, path);
      await mkdir(join(file, '..'), { recursive: true });
      await writeFile(file, text);
      return `demo-output/${path}`;
    },
  };
}
