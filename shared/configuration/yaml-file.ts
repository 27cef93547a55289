import { isMap, isNode, isSeq, type Document as YamlDocument } from 'yaml';
import { isObject, type JsonObject } from '../apim/json.ts';
import { type ReadYaml, readYaml } from '../apim/read-yaml.ts';
import { unreadable } from '../apim/unreadable.ts';
import { TaskError } from '../errors/task-error.ts';
import { commentedToken, withQuotedTokens } from './token-text.ts';
import type { ErrorCode } from '../errors/codes.ts';

/** Where something stands in a file: keys and indices. */
export type Path = readonly (string | number)[];

/** A YAML (or JSON) file that a person wrote, and where in it things stand. */
export interface YamlFile {
  readonly file: string;
  readonly content: JsonObject;
  /** The line of what stands there. */
  lineOf(path: Path): number;
  /** An error that names the file and the line. */
  error(code: ErrorCode, path: Path, message: string, remedy: string): TaskError;
}

/** Throws INVALID_FILE with line and column for broken YAML, and when the file is not a mapping. An empty file is an empty mapping. */
export function readYamlFile(text: string, file: string): YamlFile {
  const own = text.replace(/^\uFEFF/, '');
  const commented = commentedToken(own);
  if (commented !== undefined) {
    const { token, line } = commented;
    throw unreadable(file, `${token} begins a comment unless it stands in quotes`, { line, column: 1 });
  }
  const { document, content: read, lines } = readWithTokens(own, file);
  const content = read ?? {};
  if (!isObject(content)) throw unreadable(file, 'it is not a mapping of sections');
  const lineOf = (path: Path) => lines.linePos(offsetOf(document, path)).line;
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

/** As it stands, or, where that is no YAML, with quotes around the tokens that have none. */
function readWithTokens(text: string, file: string): ReadYaml {
  try {
    return readYaml(text, file, 100);
  } catch (error) {
    const quoted = withQuotedTokens(text);
    if (quoted === text) throw error;
    return readYaml(quoted, file, 100);
  }
}

/** Where the key (or the item) itself begins, not its value: that is the line people look for. */
function offsetOf(document: YamlDocument, path: Path): number {
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
