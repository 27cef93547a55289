import { isList, isObject, type Json, type JsonObject, parsedJson } from '../json.ts';

/**
 * Numbers that this language cannot hold, such as the largest of 64 bits that so many schemas have for a maximum: in
 * place of the nearest one that it can, a document has their digits as a text between two marks, until it is written.
 * For comparing, the nearest will do: services word such numbers in several ways.
 */
const [open, close] = ['\uE000', '\uE001'];
const marked = new RegExp(`(["']?)${open}(-?\\d+)${close}\\1`, 'g');
const manyDigits = /\d{16}/;
const textOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

/** JSON in which they are marked. */
export function withNumbersMarked(json: string): string {
  if (!manyDigits.test(json)) return json;
  return json.replace(textOrNumber, (token) => (isInexact(token) ? JSON.stringify(markedAs(token)) : token));
}

/** The same of what a parser has given that can hold every whole number. */
export function numbersMarked(content: unknown): unknown {
  if (typeof content === 'bigint') {
    const digits = String(content);
    return isInexact(digits) ? markedAs(digits) : Number(content);
  }
  if (Array.isArray(content)) return content.map(numbersMarked);
  if (!isObject(content)) return content;
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, numbersMarked(value)]));
}

/** JSON or YAML that was made of such a document: what is marked is a number again. */
export function withNumbers(text: string): string {
  return text.includes(open) ? text.replace(marked, (_whole, _quote, digits: string) => digits) : text;
}

/** The document with the nearest numbers in their place. */
export function rounded(document: JsonObject): JsonObject {
  const text = JSON.stringify(document);
  const parsed: Json | undefined = text.includes(open) ? parsedJson(withNumbers(text)) : document;
  return isObject(parsed) && !isList(parsed) ? parsed : document;
}

function isInexact(token: string): boolean {
  return /^-?\d{16,}$/.test(token) && String(Number(token)) !== token;
}

function markedAs(digits: string): string {
  return open + digits + close;
}
