import { TaskError } from '../errors/task-error.ts';

/** How a text file is written apart from its content: kept when its content changes. */
export interface TextStyle {
  readonly lineEnd: '\n' | '\r\n';
  readonly byteOrderMark: boolean;
  readonly finalNewline: boolean;
}

export const newFileStyle: TextStyle = { lineEnd: '\n', byteOrderMark: false, finalNewline: true };

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

export function styleOf(bytes: Uint8Array): TextStyle {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return {
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    byteOrderMark: text.startsWith('\uFEFF'),
    finalNewline: text.endsWith('\n'),
  };
}

/** Writes a text in a style; the text may have any line ends. */
export function encode(text: string, style: TextStyle = newFileStyle): Uint8Array {
  const body = text.replaceAll('\r\n', '\n').replace(/\n+$/, '') + (style.finalNewline ? '\n' : '');
  const lines = style.lineEnd === '\n' ? body : body.replaceAll('\n', '\r\n');
  return new TextEncoder().encode((style.byteOrderMark ? '\uFEFF' : '') + lines);
}
