import type { GitCommit } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { aboutDigest, type About } from './mark.ts';

/** A commit message with a last line by which later runs know the commit for theirs. */
export function signedMessage(message: string, about: About): string {
  return `${message.trimEnd()}\n\n${lastLine(about)}`;
}

/**
 * Whether a commit was made by a run that is about the same, and left as it was: whoever amends or rebases it stands
 * in it as the committer. Where the service shortens messages, the commit counts as somebody else's: nothing is lost.
 */
export function isOwnCommit({ comment = '', author, committer }: GitCommit, about: About): boolean {
  const samePerson = author?.name === committer?.name && author?.email === committer?.email;
  return samePerson && comment.replaceAll('\r\n', '\n').trimEnd().endsWith(lastLine(about));
}

const lastLine = (about: About) => `Apim-GitOps: ${aboutDigest(about)}`;
