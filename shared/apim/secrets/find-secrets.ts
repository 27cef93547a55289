import { isExpression } from '../policy/expression.ts';
import type { JsonObject } from '../json.ts';
import { expressionRules, textsIn } from './expression-rules.ts';
import { literalIn, looksRandom } from './literal.ts';
import type { Piece } from './piece.ts';
import { piecesOfPolicy } from './pieces-of-policy.ts';
import { piecesOfProperties } from './pieces-of-properties.ts';
import { placeRules } from './place-rules.ts';
import { textRules } from './text-rules.ts';

/** A secret that stands somewhere in clear. */
export interface FoundSecret {
  /** The name of the rule that found it: stable, part of what is accepted. */
  readonly rule: string;
  /** For people, after "holds". */
  readonly words: string;
  /** For people: where, without the value. */
  readonly place: string;
  readonly line?: number;
  /** Never told to anybody. */
  readonly value: string;
}

/** What can hold one. */
export interface Texts {
  readonly properties: JsonObject;
  readonly policy?: string | undefined;
  readonly specification?: string | undefined;
}

/** Whoever has that many has them all to move: the rest is found when these are gone. */
export const mostSecrets = 100;

/**
 * Every secret in clear that a rule knows, each once, up to `mostSecrets` beside those that are accepted. Takes time in
 * proportion to the length of the texts.
 */
export function findSecrets(
  { properties, policy, specification }: Texts,
  isAccepted: (secret: FoundSecret) => boolean = () => false,
): readonly FoundSecret[] {
  const pieces: readonly Piece[] = [
    ...piecesOfProperties(properties),
    ...(policy === undefined ? [] : piecesOfPolicy(policy)),
    ...(specification === undefined
      ? []
      : [{ place: 'specification', text: specification, within: 'specification' } as const]),
  ];
  const found = new Map<string, FoundSecret>();
  for (const piece of pieces) {
    for (const secret of secretsIn(piece)) {
      const key = JSON.stringify([secret.place, secret.line, secret.value]);
      if (!found.has(key) && !isAccepted(secret)) found.set(key, secret);
    }
    if (found.size >= mostSecrets) break;
  }
  return [...found.values()].slice(0, mostSecrets);
}

function secretsIn(piece: Piece): readonly FoundSecret[] {
  const isCode = piece.within === 'policy' && isExpression(piece.text.trimStart(), 0);
  const placed = isCode ? inPlaceOfCode(piece) : inPlace(piece);
  // The most that can be said of a text: what has a telling place needs no shape.
  if (placed.length > 0) return placed;
  return isCode ? [...inCode(piece), ...withShape(piece)] : withShape(piece);
}

function inPlace(piece: Piece): readonly FoundSecret[] {
  const literal = literalIn(piece.text);
  const rule = placeRules.find((one) => one.at(piece) && literal !== undefined && one.if(literal));
  return rule === undefined || literal === undefined ? [] : [secret(rule, piece, literal)];
}

/** An expression says where its value comes from. Only a text in it that was made by a machine is the value itself. */
function inPlaceOfCode(piece: Piece): readonly FoundSecret[] {
  const rule = placeRules.find((one) => one.at(piece));
  if (rule === undefined) return [];
  return textsIn(piece.text).flatMap((text) => {
    const literal = literalIn(text.replace(/^(?:bearer|basic)\s+/i, ''));
    return literal !== undefined && looksRandom(literal) ? [secret(rule, piece, literal)] : [];
  });
}

function inCode(piece: Piece): readonly FoundSecret[] {
  return expressionRules.flatMap((rule) =>
    [...piece.text.matchAll(rule.shape)].flatMap(({ groups = {} }) => {
      const { secret: value = '', quoted, named } = groups;
      return value !== '' && (rule.if?.(value, quoted ?? named ?? '', piece.text) ?? true)
        ? [secret(rule, piece, value)]
        : [];
    }),
  );
}

function withShape(piece: Piece): readonly FoundSecret[] {
  const rules = textRules.filter(({ within }) => within.includes(piece.within));
  return rules.flatMap((rule) =>
    [...piece.text.matchAll(rule.shape)].flatMap((match) => {
      const value = match.groups?.['secret'] ?? match[0];
      if (rule.if?.(value, piece.text) === false) return [];
      const line = (piece.line ?? 1) + piece.text.slice(0, match.index).split('\n').length - 1;
      const told = piece.within === 'properties' ? piece : { ...piece, line };
      return [secret(rule, told, value)];
    }),
  );
}

function secret(
  { rule, words }: { readonly rule: string; readonly words: string },
  { place, line }: Piece,
  value: string,
): FoundSecret {
  return { rule, words, place, ...(line === undefined ? {} : { line }), value };
}
