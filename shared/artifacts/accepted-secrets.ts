import { TaskError } from '../errors/task-error.ts';
import type { ArtifactFiles } from './file-change.ts';
import { decode } from './text.ts';

/** In the artifacts folder itself: secrets in clear that may stand there, each by its fingerprint. */
export const acceptedSecretsFile = '.apimsecrets';

/** One line of it. */
export interface AcceptedSecret {
  readonly fingerprint: string;
  readonly line: number;
}

/**
 * Reads `.apimsecrets`: a fingerprint begins each line, what follows is for people, `#` begins a comment. Throws
 * INVALID_FILE for anything else, so that a slip accepts nothing.
 */
export function acceptedSecrets(files: ArtifactFiles): readonly AcceptedSecret[] {
  const bytes = files.get(acceptedSecretsFile);
  if (bytes === undefined) return [];
  const lines = decode(bytes, acceptedSecretsFile).split(/\r?\n/);
  return lines.flatMap((text, at): readonly AcceptedSecret[] => {
    if (/^\s*(?:#|$)/.test(text)) return [];
    const fingerprint = /^\s*(?<fingerprint>[\da-f]{8})(?:\s|$)/i.exec(text)?.groups?.['fingerprint'];
    if (fingerprint === undefined) throw invalid(at + 1);
    return [{ fingerprint: fingerprint.toLowerCase(), line: at + 1 }];
  });
}

/** The line is not repeated: somebody may have written the secret itself there. */
function invalid(line: number): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${acceptedSecretsFile} (${line}:1) does not begin with a fingerprint.`,
    remedy: 'Paste the line that the log gives, such as "1f0e9d8c api-key in API policy orders".',
    where: { file: acceptedSecretsFile, line, column: 1 },
  });
}
