import { grouped } from '../grouped.ts';
import { isList, type JsonObject, objectAt, textAt } from '../json.ts';
import type { Importable, RuleFault } from './import-rules.ts';
import { type OpenApiOperation } from './open-api.ts';
import { longestDescription } from './operation-findings.ts';
import { operationName } from './operation-name.ts';
import { placedParameters, placeOf } from './rule-places.ts';
import { methodsWithoutBody } from './silences.ts';

const longestUrl = 1000;
const longestDocumentedUrl = 127;
const longestSummary = 300;

export function duplicateOperations({ operations, document }: Importable): readonly RuleFault[] {
  const routes = grouped(operations, ({ method, path }) => `${method} ${path}`.toLowerCase());
  return [...routes.values()].flatMap(([first, ...others]) =>
    others.map((other) => ({
      pointer: placeOf(other, document),
      message: `${route(other)} is there already, as ${first === undefined ? '' : placeOf(first, document)}`,
    })),
  );
}

export function collidingNames({ operations, document }: Importable): readonly RuleFault[] {
  const names = grouped(operations, ({ method, path, operation }) =>
    operationName(method, path, operation).toLowerCase(),
  );
  return [...names].flatMap(([name, [, ...others]]) =>
    others.map((other) => ({
      pointer: placeOf(other, document),
      message: `${route(other)} would be called ${name} like another operation`,
    })),
  );
}

export function overlongUrls(importable: Importable): readonly RuleFault[] {
  return urls(importable, (length) => length > longestUrl, longestUrl);
}

export function longUrls(importable: Importable): readonly RuleFault[] {
  return urls(
    importable,
    (length) => length > longestDocumentedUrl && length <= longestUrl,
    longestDocumentedUrl,
  );
}

function urls(
  { operations, document }: Importable,
  isTooLong: (length: number) => boolean,
  most: number,
): readonly RuleFault[] {
  return operations
    .filter(({ path }) => isTooLong(path.length))
    .map((operation) => ({
      pointer: placeOf(operation, document),
      message: `its URL has ${operation.path.length} characters, not at most ${most}`,
    }));
}

export function bodiesThatAreDropped({ operations, document }: Importable): readonly RuleFault[] {
  return operations
    .filter((one) => methodsWithoutBody.has(one.method) && hasBody(one, document))
    .map((one) => ({
      pointer: placeOf(one, document),
      message: `the request body of ${route(one)} is dropped`,
    }));
}

/** In Swagger 2 a body is a parameter. */
function hasBody(one: OpenApiOperation, document: JsonObject): boolean {
  if (one.operation['requestBody'] !== undefined) return true;
  return placedParameters(one, document).some(({ parameter }) => textAt(parameter, 'in') === 'body');
}

export function cutTexts({ operations, document }: Importable): readonly RuleFault[] {
  return operations.flatMap((one) =>
    (
      [
        ['summary', longestSummary],
        ['description', longestDescription],
      ] as const
    ).flatMap(([key, most]) => {
      const length = textAt(one.operation, key)?.length ?? 0;
      if (length <= most) return [];
      const message = `the ${key} of ${route(one)} has ${length} characters and is cut at ${most}`;
      return [{ pointer: `${placeOf(one, document)}/${key}`, message }];
    }),
  );
}

export function defaultsOutsideOfEnum({ operations, document }: Importable): readonly RuleFault[] {
  return operations.flatMap((one) =>
    placedParameters(one, document).flatMap(({ parameter, at }) => {
      // Swagger 2 says it of the parameter itself.
      const schema = { ...parameter, ...objectAt(parameter, 'schema') };
      const { enum: values, default: value } = schema;
      if (!isList(values) || value === undefined || values.includes(value)) return [];
      const name = textAt(parameter, 'name') ?? '';
      const message = `the default of the parameter ${name} is none of its enum`;
      return isScalar(value) ? [{ pointer: at, message }] : [];
    }),
  );
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

export function route({ method, path }: OpenApiOperation): string {
  return `${method.toUpperCase()} ${path}`;
}
