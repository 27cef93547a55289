/** What one input may be. `undefined` stands for an input that was not given. */
export type InputParser<Value> = (text: string | undefined) => Parsed<Value>;

/** A value, or what is wrong with the text and what would be right. */
export type Parsed<Value> = { readonly value: Value } | { readonly wrong: string; readonly allowed: string };

/** Any text, or nothing. */
export const optionalText: InputParser<string | undefined> = (text) => ({ value: text });

/** Any text; `fallback` when the input is empty. The same default stands in task.json. */
export function textOr(fallback: string): InputParser<string> {
  return (text = fallback) => ({ value: text });
}

/** A text that must be given. */
export function required(allowed: string): InputParser<string> {
  return (text) => (text === undefined ? { wrong: 'is empty', allowed } : { value: text });
}

/** A text that must be given and match; `allowed` says in words what matches. */
export function requiredMatch(pattern: RegExp, allowed: string): InputParser<string> {
  return (text) => (text === undefined ? { wrong: 'is empty', allowed } : matching(text, pattern, allowed));
}

/** A text that must match where it is given. */
export function optionalMatch(pattern: RegExp, allowed: string): InputParser<string | undefined> {
  return (text) => (text === undefined ? { value: undefined } : matching(text, pattern, allowed));
}

/** One of these words, spelled as here, whatever case it is written in; `fallback` when the input is empty. */
export function oneOf<Word extends string>(words: readonly Word[], fallback: Word): InputParser<Word> {
  return (text = fallback) => {
    const value = words.find((word) => word.toLowerCase() === text.toLowerCase());
    return value === undefined
      ? { wrong: `is "${text}"`, allowed: words.map((word) => `"${word}"`).join(' or ') }
      : { value };
  };
}

/** A checkbox; `fallback` when the input is empty. */
export function flag(fallback: boolean): InputParser<boolean> {
  const word = oneOf(['true', 'false'], fallback ? 'true' : 'false');
  return (text) => {
    const parsed = word(text);
    return 'value' in parsed ? { value: parsed.value === 'true' } : parsed;
  };
}

/** A number of minutes, at most a week; 0 for no limit. `fallback` when the input is empty. */
export function minutesOr(fallback: number): InputParser<number> {
  return (text) => {
    if (text === undefined) return { value: fallback };
    const value = /^\d{1,5}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value <= 7 * 24 * 60) return { value };
    return { wrong: `is "${text}"`, allowed: 'a number of minutes, such as "45", or "0" for no limit' };
  };
}

/** What stands between the separators, without the space around it; what is empty is none. */
export function partsOf(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function matching(text: string, pattern: RegExp, allowed: string): Parsed<string> {
  return pattern.test(text) ? { value: text } : { wrong: `is "${text}"`, allowed };
}
