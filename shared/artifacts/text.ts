import { TaskError } from '../errors/task-error.ts';
import { withLineEndsOf } from './line-ends.ts';

/** A folder is read more than once, and its files are many: every reader shares one text. */
const texts = new WeakMap<Uint8Array, string>();

/** The text with \n as line end and without a byte order mark. Throws INVALID_FILE when it is not UTF-8. */
export function decode(bytes: Uint8Array, path: string): string {
  const text = texts.get(bytes) ?? decoded(bytes, path);
  texts.set(bytes, text);
  return text;
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch (cause) {
    throw new TaskError('INVALID_FILE', {
      message: `${path} is not UTF-8 text.`,
      remedy: 'Save the file as UTF-8.',
      where: { file: path },
      cause,
    });
  }
}

/**
 * The bytes of a text. Of one that replaces another, byte order mark, line ends and end of file are as they were; a new one
 * has \n and ends with it.
 */
export function encode(text: string, before?: Uint8Array): Uint8Array {
  const encoder = new TextEncoder();
  if (before === undefined) return encoder.encode(`${text.replaceAll('\r\n', '\n').replace(/\n+$/, '')}\n`);
  const old = new TextDecoder('utf-8', { ignoreBOM: true }).decode(before);
  const [mark = ''] = /^\uFEFF/.exec(old) ?? [];
  return encoder.encode(mark + withLineEndsOf(old.slice(mark.length), text));
}
