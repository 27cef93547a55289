import type { BroughtBranch } from './source-branch.ts';

const mostNames = 50;

/** What people have to decide, because both they and the instance changed it; undefined when there is nothing. */
export function disputeText(brought: BroughtBranch, targetBranch: string): string | undefined {
  const { disputed, unmerged } = brought;
  const parts: string[] = [];
  if (unmerged !== undefined)
    parts.push(
      `**\`${targetBranch}\` has changed and could not be merged into this branch**, which holds commits of others. ` +
        `Azure DevOps says: ${unmerged.replace(/[\\`*_[\]<>]/g, '\\$&')} Please merge it by hand.`,
    );
  if (disputed.length > 0) {
    const names = disputed.slice(0, mostNames).map((path) => `- \`${path.replaceAll('`', "'")}\``);
    const more = disputed.length > mostNames ? [`- … and ${disputed.length - mostNames} more`] : [];
    parts.push(
      [
        '**These files were changed on this branch by others, and the instance says something else.** They are left as ' +
          'they are: keep them, or take your commit back, and the next run brings what the instance says.',
        '',
        ...names,
        ...more,
      ].join('\n'),
    );
  }
  return parts.length === 0 ? undefined : parts.join('\n\n');
}
