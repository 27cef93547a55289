import type { EmulatedPullRequest } from '../../emulator/azure-devops/pull-request.ts';
import type { DemoWorld } from './demo-world.ts';
import { show } from './pipeline-log.ts';

/** Shows a pull request as its page does; gives its files as Git lists them: "A\tpath". */
export async function showPullRequest(
  { repository, keep }: DemoWorld,
  { pullRequestId, title, description, sourceRefName, targetRefName }: EmulatedPullRequest,
): Promise<readonly string[]> {
  const short = (ref: string) => ref.slice('refs/heads/'.length);
  const changes = await repository.changes(short(sourceRefName));
  await keep(`pull-requests/${pullRequestId}.md`, `# ${title}\n\n${description}\n`);
  console.log(`  !${pullRequestId} ${title}`);
  console.log(`  ${short(sourceRefName)} -> ${short(targetRefName)}`);
  const words = description.split('\n').filter((line) => line !== '' && !line.startsWith('<!--'));
  show(words, { most: 8 });
  console.log(`  Files (${changes.length})`);
  show(
    changes.map((line) => line.replace('\t', '  ')),
    { most: 12 },
  );
  return changes;
}
