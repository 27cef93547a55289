import { isList, isObject, type Json, objectAt, textAt } from '../json.ts';
import type { Importable, RuleFault } from './import-rules.ts';
import { pointer } from './json-pointer.ts';
import { placedParameters, placeOf } from './rule-places.ts';
import { laterKeywords } from './silences.ts';

/** Azure's limit for a specification inside a request. */
const largestInline = 4 * 1024 * 1024;

export function tooLarge({ document }: Importable): readonly RuleFault[] {
  const bytes = new TextEncoder().encode(JSON.stringify(document)).length;
  return bytes <= largestInline ? [] : [{ pointer: '#', message: `it has ${bytes} bytes as JSON` }];
}

export function unknownDialect({ document }: Importable): readonly RuleFault[] {
  const version = textAt(document, 'openapi') ?? '3.0.0';
  if (/^3\.[01](?:\.|$)/.test(version)) return [];
  return [{ pointer: pointer('openapi'), message: `OpenAPI ${version} is not imported` }];
}

export function newerDialect({ document }: Importable): readonly RuleFault[] {
  const version = textAt(document, 'openapi') ?? '';
  if (/^3\.0\.(?:[4-9]|\d\d)/.test(version))
    return [{ pointer: pointer('openapi'), message: `${version} is newer than 3.0.3` }];
  return [];
}

/** Security is left out: what an API asks for is for its policies to say, and nearly every document has some. */
export function partsThatAreIgnored({ document, operations }: Importable): readonly RuleFault[] {
  const ignored = (at: string, what: string) => ({ pointer: at, message: `${what} are ignored` });
  return [
    ...(document['webhooks'] === undefined ? [] : [ignored(pointer('webhooks'), 'webhooks')]),
    ...operations.flatMap((one) => {
      const place = placeOf(one, document);
      const cookies = placedParameters(one, document).filter(({ parameter }) => parameter['in'] === 'cookie');
      const responses = Object.entries(objectAt(one.operation, 'responses'));
      return [
        ...(one.operation['callbacks'] === undefined ? [] : [ignored(`${place}/callbacks`, 'callbacks')]),
        ...cookies.map(({ at }) => ignored(at, 'cookies')),
        ...responses
          .filter(([, response]) => isObject(response) && response['links'] !== undefined)
          .map(([status]) => ignored(`${place}/responses/${status}/links`, 'links')),
      ];
    }),
  ];
}

/** The first of each: a document of 3.1 says some of them a hundred times. */
export function partsOf31({ document }: Importable): readonly RuleFault[] {
  if (textAt(document, 'openapi')?.startsWith('3.1') !== true) return [];
  const found = new Map<string, string>();
  const look = (value: Json, steps: readonly (string | number)[]): void => {
    if (isList(value)) for (const [at, item] of value.entries()) look(item, [...steps, at]);
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      const here = [...steps, key];
      const isName = steps.at(-1) === 'properties' || /^examples?$/.test(key);
      const word = isName ? undefined : newWord(key, item);
      if (word !== undefined && !found.has(word)) found.set(word, pointer(...here));
      if (!/^examples?$/.test(key) || steps.at(-1) === 'properties') look(item, here);
    }
  };
  look(objectAt(document, 'components', 'schemas'), ['components', 'schemas']);
  look(objectAt(document, 'paths'), ['paths']);
  return [...found].map(([word, at]) => ({ pointer: at, message: `${word} is not part of OpenAPI 3.0` }));
}

function newWord(key: string, value: Json): string | undefined {
  if (key === 'const' || laterKeywords.has(key)) return `"${key}"`;
  return key === 'type' && isList(value) ? 'a list of types' : undefined;
}
