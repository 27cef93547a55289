import { readFileSync } from 'node:fs';

/** A policy with what the rules have to find in it. */
export interface SecretSample {
  readonly name: string;
  /** Undefined: nothing. */
  readonly rule: string | undefined;
  readonly policy: string;
  /** The random texts in it: none of them may be told to anybody. */
  readonly planted: readonly string[];
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const alphanumeric = `${upper}${upper.toLowerCase()}0123456789`;
const alphabets: Readonly<Record<string, string>> = {
  alnum: alphanumeric,
  hex: '0123456789abcdef',
  upper: `${upper}234567`,
  digits: '0123456789',
  b64: `${alphanumeric}+/`,
  b64url: `${alphanumeric}-_`,
};

/**
 * Secrets do not lie in this repository: `«alnum:32»` stands for as many characters, the same in every run, so that
 * whoever scans these files finds nothing either. `«0:p»` is "p": it breaks the shape of a well-known token.
 */
export const secretSamples: readonly SecretSample[] = readFileSync(
  'test/fixtures/secrets/policies.txt',
  'utf8',
)
  .split(/^==== /m)
  .slice(1)
  .map(sampleOf);

function sampleOf(entry: string): SecretSample {
  const {
    rule = '',
    name = '',
    text = '',
  } = /^(?<rule>[a-z-]+): (?<name>.+)\n(?<text>[\s\S]*)$/.exec(entry)?.groups ?? {};
  const planted: string[] = [];
  const random = randomFrom(name);
  const filled = text.replace(/«(\w+)(?::([^»]*))?»/g, (_, kind: string, argument = '') => {
    const made = textFor(kind, String(argument), random);
    if (made.length >= 12 && kind !== 'guid') planted.push(made);
    return made;
  });
  const policy = `<policies>\n<inbound>\n<base />\n${filled}</inbound>\n</policies>\n`;
  return { name, rule: rule === 'none' ? undefined : rule, policy, planted };
}

type Random = (alphabet: string, length: number) => string;

function textFor(kind: string, argument: string, random: Random): string {
  switch (kind) {
    case '0':
      return argument;
    case 'base64':
      return Buffer.from(argument).toString('base64');
    case 'guid':
      return [8, 4, 4, 4, 12].map((length) => random(alphabets['hex'] ?? '', length)).join('-');
    case 'jwt':
      return [
        { alg: 'HS256', typ: 'JWT' },
        { sub: 'sales', iat: 1735689600 },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .concat(random(alphabets['b64url'] ?? '', 43))
        .join('.');
    default:
      return random(alphabets[kind] ?? '', Number(argument));
  }
}

/** The same texts for the same name. */
function randomFrom(seed: string): Random {
  let state = Array.from(seed).reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0, 7);
  return (alphabet, length) =>
    Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return alphabet.charAt(Math.floor((state / 2 ** 32) * alphabet.length));
    }).join('');
}
