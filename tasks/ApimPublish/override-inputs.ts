import type { InputParser } from '../../shared/agent/input-parsers.ts';

/** Files, one on each line, in their order. */
export const lines: InputParser<readonly string[] | undefined> = (text) => ({
  value: text === undefined ? undefined : split(text, /\r?\n/),
});

/** Names and patterns of variables, on lines of their own or with commas between them; every name by default. */
export const namePatterns: InputParser<readonly string[]> = (text = '*') => {
  const names = split(text, /[\r\n,;]+/);
  const wrong = names.find((name) => !/^!?[\w.*?-]+$/.test(name));
  return wrong === undefined
    ? { value: names }
    : {
        wrong: `holds "${wrong}"`,
        allowed: 'names of variables, with "*" and "?", such as "SHOP_*, partner.key"',
      };
};

/** One of these words, spelled as here, whatever case it is written in; `fallback` when the input is empty. */
export function oneOfAnyCase<Word extends string>(words: readonly Word[], fallback: Word): InputParser<Word> {
  return (text = fallback) => {
    const value = words.find((word) => word.toLowerCase() === text.toLowerCase());
    return value === undefined
      ? { wrong: `is "${text}"`, allowed: words.map((word) => `"${word}"`).join(' or ') }
      : { value };
  };
}

function split(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
