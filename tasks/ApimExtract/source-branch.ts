import { createHash } from 'node:crypto';
import { basename, extname, relative, resolve, sep } from 'node:path';

/** What a pull request is about. Two runs that differ in any of these never share a branch. */
export interface ExtractionScope {
  readonly instance: string;
  readonly folder: string;
  /** The filter's file as its pipeline knows it, wherever the agent has it; "" without one. */
  readonly filter: string;
  readonly target: string;
}

/** The scope in one spelling: Azure compares names of instances without case, an agent may have any root folder. */
export function scopeOf(of: {
  readonly serviceName: string;
  readonly artifactsFolder: string;
  readonly filterFile: string | undefined;
  readonly targetBranch: string;
  readonly workingDirectory: string;
}): ExtractionScope & Readonly<Record<string, string>> {
  const { serviceName, artifactsFolder, filterFile, targetBranch, workingDirectory } = of;
  const file =
    filterFile === undefined ? '' : relative(workingDirectory, resolve(workingDirectory, filterFile));
  return {
    instance: serviceName.toLowerCase(),
    folder: artifactsFolder,
    filter: file.split(sep).join('/'),
    target: targetBranch.replace(/^refs\/heads\//, ''),
  };
}

const usualFolder = 'apim-artifacts';

/**
 * The branch that carries an extraction: "apim-extract/contoso-dev". Where folder, filter or target are not the usual
 * ones, their names follow for people, and a digest for certain. Always two steps: a branch cannot lie below a branch.
 */
export function sourceBranch(scope: ExtractionScope, defaultBranch: string | undefined): string {
  const { instance, folder, filter, target } = scope;
  const unusual = [
    ...(target === defaultBranch ? [] : [target]),
    ...(folder === usualFolder ? [] : [folder === '' ? 'root' : folder]),
    ...(filter === '' ? [] : [basename(filter, extname(filter))]),
  ];
  const name = `apim-extract/${instance}`;
  if (unusual.length === 0) return name;
  // Cut off right after a dot, it would have two of them in a row: no name for Git.
  const words = unusual.map(step).join('.').slice(0, 80).replace(/\.$/, '');
  const digest = createHash('sha256')
    .update(JSON.stringify([target, folder, filter]))
    .digest('hex');
  return `${name}.${words}.${digest.slice(0, 8)}`;
}

/** Git allows much less than people use in names of folders. */
function step(text: string): string {
  return text.replace(/[^\p{L}\p{N}_]+/gu, '-').replace(/^-+|-+$/g, '') || 'x';
}
