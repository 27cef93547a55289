import { basename, extname } from 'node:path';

/**
 * The branch that carries an extraction. It says what is extracted into what, so that each instance, folder, filter
 * and target has one living pull request and none overwrites another's. Always three steps: a branch cannot lie
 * below a branch.
 */
export function sourceBranch(from: {
  readonly serviceName: string;
  readonly artifactsFolder: string;
  readonly filterFile?: string | undefined;
  readonly targetBranch: string;
}): string {
  const { serviceName, artifactsFolder, filterFile, targetBranch } = from;
  const filter = filterFile === undefined ? [] : [basename(filterFile, extname(filterFile))];
  const files = [artifactsFolder === '' ? 'root' : artifactsFolder, ...filter].map(step).join('--');
  return `apim-gitops/${step(targetBranch)}/${step(serviceName.toLowerCase())}/${files}`;
}

/** Git allows much less than people use in names of folders. */
function step(text: string): string {
  return (
    text
      .replace(/^refs\/heads\//, '')
      .replace(/[^\p{L}\p{N}_-]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'x'
  );
}
