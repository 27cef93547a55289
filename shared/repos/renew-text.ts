import type { Ask } from './ask.ts';
import { renewedText, type Introduction, type PullRequestText } from './pull-request-text.ts';

/** Writes what is still ours of the text anew, and gives the text as it is then. */
export async function renewText(
  ask: Ask,
  id: number,
  actual: PullRequestText,
  wanted: Introduction,
): Promise<PullRequestText> {
  const { repository, project } = ask.place;
  const changes = renewedText(actual, wanted);
  if (changes === undefined) return actual;
  await ask.write(`update pull request ${id}`, (api) =>
    api.updatePullRequest(changes, repository, id, project),
  );
  return { ...actual, ...changes };
}
