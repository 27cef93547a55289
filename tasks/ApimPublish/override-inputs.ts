import { type InputParser, partsOf } from '../../shared/agent/input-parsers.ts';

/** Files, one on each line, in their order. */
export const lines: InputParser<readonly string[] | undefined> = (text) => ({
  value: text === undefined ? undefined : partsOf(text, /\n/),
});

/** Names and patterns of variables, on lines of their own or with commas between them; every name by default. */
export const namePatterns: InputParser<readonly string[]> = (text = '*') => {
  const names = partsOf(text, /[\r\n,;]/);
  const wrong = names.find((name) => !/^!?[\w.*?-]+$/.test(name));
  return wrong === undefined
    ? { value: names }
    : {
        wrong: `holds "${wrong}"`,
        allowed: 'names of variables, with "*" and "?", such as "SHOP_*, partner.key"',
      };
};
