import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { readPipelineVariables } from '../../shared/agent/pipeline-variables.ts';
import { type NamedText, siblingsOf } from '../../shared/configuration/environments.ts';
import { type OverridesFile, policyFilesIn } from '../../shared/configuration/policy-files.ts';
import type { TokenRules } from '../../shared/configuration/tokens.ts';
import { namePattern } from '../../shared/configuration/name-pattern.ts';
import { readNamedFile } from '../read-named-file.ts';
import type { PublishSettings } from './settings.ts';

/** The overrides that the inputs name, with the policies that they name. Throws INVALID_INPUT for a missing file. */
export async function readOverrides(
  files: readonly string[],
  workingDirectory: string,
): Promise<readonly OverridesFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const { text = '' } = (await readNamedFile('overridesFile', file, workingDirectory)) ?? {};
      const folder = dirname(resolve(workingDirectory, file));
      const policies = new Map<string, string>();
      for (const name of policyFilesIn(text, file)) {
        const policy = await readPolicy(name, folder, workingDirectory);
        if (policy !== undefined) policies.set(name, policy);
      }
      return { file, text, policies };
    }),
  );
}

/** Only what lies beside the overrides or in the checkout: a file of the agent itself is nobody's policy. */
async function readPolicy(
  name: string,
  folder: string,
  workingDirectory: string,
): Promise<string | undefined> {
  if (isAbsolute(name)) return undefined;
  try {
    const path = await realpath(join(folder, name));
    const roots = await Promise.all([folder, workingDirectory].map((root) => realpath(root)));
    if (!roots.some((root) => isInside(root, path))) return undefined;
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch {
    // Told with the line that names it.
    return undefined;
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

/** The overrides of other environments that lie beside these; unreadable ones are none. */
export async function readSiblings(
  files: readonly string[],
  workingDirectory: string,
): Promise<readonly NamedText[]> {
  const found = files.map(async (file) => {
    const folder = dirname(resolve(workingDirectory, file));
    const names = siblingsOf(basename(file), await readdir(folder).catch(() => []));
    const texts = names.map(async (name) => ({
      name,
      text: await readFile(join(folder, name), 'utf8').catch(() => ''),
    }));
    return Promise.all(texts);
  });
  return (await Promise.all(found)).flat();
}

/** What may fill tokens, and where. */
export function tokenRules({
  replaceTokens,
  tokens,
}: Pick<PublishSettings, 'replaceTokens' | 'tokens'>): TokenRules {
  const variables = readPipelineVariables();
  const reason = variables.find(({ name }) => /^build[._]reason$/i.test(name))?.value;
  return {
    where: replaceTokens,
    allowed: tokens.map(namePattern),
    variables,
    inPullRequest: reason?.toLowerCase() === 'pullrequest',
  };
}
