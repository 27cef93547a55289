import { isMap, isNode, isSeq, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import { endlessAlias } from '../apim/endless-alias.ts';
import { isObject, type JsonObject } from '../apim/json.ts';
import { deepestNesting, isTooDeep } from '../apim/nesting.ts';
import { TaskError } from '../errors/task-error.ts';
import { commentedToken, withQuotedTokens } from './token-text.ts';
import type { ErrorCode } from '../errors/codes.ts';

/** A YAML (or JSON) file that a person wrote, and where in it things stand. */
export interface YamlFile {
  readonly file: string;
  readonly content: JsonObject;
  /** The line of what stands at this path of keys and indices. */
  lineOf(path: readonly (string | number)[]): number;
  /** An error that names the file and the line. */
  error(code: ErrorCode, path: readonly (string | number)[], message: string, remedy: string): TaskError;
}

/** Throws INVALID_FILE with line and column for broken YAML, and when the file is not a mapping. An empty file is an empty mapping. */
export function readYamlFile(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const own = text.replace(/^\uFEFF/, '');
  const commented = commentedToken(own);
  if (commented !== undefined) {
    const { token, line } = commented;
    throw invalid(file, `${token} begins a comment unless it stands in quotes`, { line, col: 1 });
  }
  const document = parsed(own, file, lines);
  const [fault] = document.errors;
  const quoted = fault === undefined ? own : withQuotedTokens(own);
  if (quoted !== own) return readYamlFile(quoted, file);
  if (fault !== undefined) throw invalid(file, fault.message, lines.linePos(fault.pos[0]));
  const endless = endlessAlias(document);
  if (endless !== undefined)
    throw invalid(
      file,
      `*${endless.name} stands inside of what it stands for`,
      lines.linePos(endless.offset),
    );
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : 'its aliases grow too large', {
      line: 1,
      col: 1,
    });
  }
  if (isTooDeep(content))
    throw invalid(file, `it is nested more than ${deepestNesting} deep`, { line: 1, col: 1 });
  if (!isObject(content)) throw invalid(file, 'it is not a mapping of sections', { line: 1, col: 1 });
  const lineOf = (path: readonly (string | number)[]) => lines.linePos(offsetOf(document, path)).line;
  return {
    file,
    content,
    lineOf,
    error: (code, path, message, remedy) => {
      const line = lineOf(path);
      return new TaskError(code, {
        message: `${file}, line ${line}: ${message}`,
        remedy,
        where: { file, line },
      });
    },
  };
}

function parsed(text: string, file: string, lineCounter: LineCounter): YamlDocument {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw invalid(file, 'it is nested too deep', { line: 1, col: 1 });
  }
}

/** Where the key (or the item) itself begins, not its value: that is the line people look for. */
function offsetOf(document: YamlDocument, path: readonly (string | number)[]): number {
  const holder = path.length <= 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  return startOf(memberOf(holder, path.at(-1))) ?? startOf(holder) ?? 0;
}

function memberOf(holder: unknown, step: string | number | undefined): unknown {
  if (isMap(holder)) return holder.items.find(({ key }) => String(key) === String(step))?.key;
  return isSeq(holder) && typeof step === 'number' ? holder.items[step] : undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function invalid(file: string, message: string, at: { line: number; col: number }): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${file} (${at.line}:${at.col}) is not valid YAML: ${message}.`,
    remedy: 'Correct the file. Nothing was written.',
    where: { file, line: at.line, column: at.col },
  });
}
