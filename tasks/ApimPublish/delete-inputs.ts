import { type InputParser, partsOf } from '../../shared/agent/input-parsers.ts';
import { kindNames, kindOf } from '../../shared/apim/kinds/table.ts';

/** A whole number from 0 on; `fallback` when the input is empty. */
export function wholeNumberOr(fallback: number): InputParser<number> {
  return (text) => {
    if (text === undefined) return { value: fallback };
    return /^\d{1,6}$/.test(text)
      ? { value: Number(text) }
      : { wrong: `is "${text}"`, allowed: 'a whole number, such as "5"' };
  };
}

const known = [
  ...new Set(kindNames.flatMap((kind) => kindOf(kind).azure.deletion?.consumers?.collection ?? [])),
];

/** Names of what consumers have, with commas or lines between them; none when the input is empty. */
export const collectionsOfConsumers: InputParser<readonly string[] | undefined> = (text) => {
  if (text === undefined) return { value: undefined };
  const names = partsOf(text, /[,\n]/);
  const strange = names.find((name) => !known.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (strange === undefined) return { value: names };
  return { wrong: `names "${strange}"`, allowed: known.map((one) => `"${one}"`).join(', ') };
};
