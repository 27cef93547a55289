import { TaskError } from '../../errors/task-error.ts';
import { Refusal } from './refusal.ts';
import type { Wire } from './wire.ts';

/**
 * The text behind a link that is valid for some minutes. The link is a secret: no message names more than its host.
 * UNEXPECTED_ANSWER when it is no https address, AZURE_REFUSED when the storage refuses (the link may have ended).
 */
export async function downloaded(send: Wire, link: string): Promise<string> {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url?.protocol !== 'https:') {
    throw new TaskError('UNEXPECTED_ANSWER', {
      message: 'Azure gave an export link that is no https address.',
    });
  }
  const answer = await send({ method: 'GET', url: link, label: 'Fetching an exported document' });
  // What begins with a byte order mark is no JSON to its parser.
  if (answer.status === 200) return answer.text.replace(/^\uFEFF/, '');
  const refusal = new Refusal({ method: 'GET', url: url.origin }, answer);
  throw new TaskError('AZURE_REFUSED', {
    message:
      `The exported document could not be fetched from ${url.host}: ${String(answer.status)} ${refusal.code ?? ''}`.trim(),
    remedy:
      'Run again. Check that the agent reaches the storage accounts of Azure (*.blob.core.windows.net).',
    cause: refusal,
  });
}
