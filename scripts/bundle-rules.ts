import type { Metafile } from 'esbuild';
import { bundledPackages } from './bundled-packages.ts';

/** Agents download a task for each of its versions: so many bytes a bundle may have (design: 2.5 MiB). */
export const largestBundle = 2.5 * 1024 * 1024;

/** Packages with a state of their own: two copies would each know half (facts: azure-pipelines 0.5, 5.2). */
const single = [
  'azure-pipelines-task-lib',
  'azure-devops-node-api',
  '@azure/identity',
  '@azure/core-rest-pipeline',
];

/** What is wrong with a bundle. */
export function bundleProblems(task: string, bytes: number, metafile: Metafile): readonly string[] {
  const packages = bundledPackages(metafile);
  const copies = single.map((name) => ({ name, found: packages.filter((one) => one.name === name) }));
  return [
    ...(bytes <= largestBundle ? [] : [`has ${bytes} bytes, more than ${largestBundle}.`]),
    ...(copies[0]?.found.length === 0 ? ['does not hold task-lib.'] : []),
    ...copies
      .filter(({ found }) => found.length > 1)
      .map(({ name, found }) => {
        const places = found.map(({ folder, build }) => `${folder} ${build}`.trim());
        return `holds ${found.length} copies of ${name}: ${places.join(', ')}.`;
      }),
  ].map((problem) => `The bundle of ${task} ${problem}`);
}
