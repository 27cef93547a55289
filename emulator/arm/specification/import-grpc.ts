import { unreadable } from './document.ts';
import { contentTypes, type ImportedApi, type ImportRequest } from './imported-api.ts';

/** Protocol buffers: kept as a schema, without operations (facts 1.3, 1.8). */
export function importGrpc({ text, inventId }: ImportRequest): ImportedApi {
  const code = text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g,
    (token) => (token.startsWith('/') ? ' ' : token),
  );
  if (!/^\s*syntax\s*=\s*["']proto3["']\s*;/.test(code))
    throw unreadable('The document is not a protocol buffers definition of version 3.');
  checkBraces(code);
  const service = /\bservice\s+(\w+)\s*\{/.exec(code)?.[1];
  if (service === undefined) throw unreadable('The definition has no service.');
  return {
    displayName: service,
    schemas: [{ name: inventId(), contentType: contentTypes.protobuf, document: { value: text } }],
    operations: [],
  };
}

function checkBraces(code: string): void {
  let depth = 0;
  for (const character of code.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '')) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth < 0) break;
  }
  if (depth !== 0) throw unreadable('The braces of the definition do not match.');
}
