/** A value in a JSON text: where it stands, and what is in it. */
export interface JsonNode {
  readonly start: number;
  /** After its last character. */
  readonly end: number;
  /** Of an object only. */
  readonly members?: readonly JsonMember[];
  /** Of a list only. */
  readonly items?: readonly JsonNode[];
}

export interface JsonMember {
  readonly key: string;
  /** Where the key begins, with its quote. */
  readonly start: number;
  readonly value: JsonNode;
}

/** Why a text is not JSON, and where (offset in UTF-16 units). */
export class JsonFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Finds every value in a JSON text. Throws JsonFault: V8 does not always say where a text is broken. */
export function readJson(text: string): JsonNode {
  const node = valueFrom(text, afterSpace(text, 0));
  const rest = afterSpace(text, node.end);
  if (rest < text.length) throw new JsonFault('there is something after its end', rest);
  return node;
}

const scalar =
  /"[^"\\\n\r\t]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\n\r\t]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function valueFrom(text: string, start: number): JsonNode {
  if (text[start] === '{') return objectFrom(text, start);
  if (text[start] === '[') return listFrom(text, start);
  return { start, end: endOfScalar(text, start, 'a value is expected') };
}

function objectFrom(text: string, start: number): JsonNode {
  const members: JsonMember[] = [];
  const end = itemsFrom(text, start, '}', (at) => {
    if (text[at] !== '"') throw faultAt(text, at, 'a name in double quotes is expected');
    const endOfKey = endOfScalar(text, at, '');
    const colon = afterSpace(text, endOfKey);
    if (text[colon] !== ':') throw faultAt(text, colon, 'a colon is expected');
    const value = valueFrom(text, afterSpace(text, colon + 1));
    members.push({ key: String(JSON.parse(text.slice(at, endOfKey))), start: at, value });
    return value.end;
  });
  return { start, end, members };
}

function listFrom(text: string, start: number): JsonNode {
  const items: JsonNode[] = [];
  const end = itemsFrom(text, start, ']', (at) => {
    const value = valueFrom(text, at);
    items.push(value);
    return value.end;
  });
  return { start, end, items };
}

/** Reads items between brackets; `item` gives the end of the one that begins at a position. */
function itemsFrom(text: string, start: number, closing: string, item: (at: number) => number): number {
  let here = afterSpace(text, start + 1);
  if (text[here] === closing) return here + 1;
  for (;;) {
    here = afterSpace(text, item(here));
    if (text[here] === closing) return here + 1;
    if (text[here] !== ',') throw faultAt(text, here, `a comma or "${closing}" is expected`);
    here = afterSpace(text, here + 1);
  }
}

function endOfScalar(text: string, start: number, expected: string): number {
  scalar.lastIndex = start;
  if (scalar.test(text)) return scalar.lastIndex;
  throw faultAt(
    text,
    start,
    text[start] === '"' ? 'this text does not end, or holds a character that must be escaped' : expected,
  );
}

function faultAt(text: string, offset: number, message: string): JsonFault {
  return new JsonFault(offset >= text.length ? `it ends too early, ${message}` : message, offset);
}

function afterSpace(text: string, offset: number): number {
  let here = offset;
  while (here < text.length && ' \t\r\n'.includes(text.charAt(here))) here += 1;
  return here;
}
