import assert from 'node:assert/strict';
import { propertyDifferences } from '../differences.ts';
import { isObject, type Json, type JsonObject, withValueAt } from '../json.ts';
import type { Wording } from '../wording.ts';
import { kindNames, kindOf } from './table.ts';

const instance = '/subscriptions/1/resourceGroups/r/providers/Microsoft.ApiManagement/service/shop';

/** Two wordings of one thing, and another thing. */
const worded: Readonly<Record<Wording, readonly [string, string, string]>> = {
  duration: ['PT60S', 'PT1M', 'PT61S'],
  date: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00Z'],
  path: ['/orders/', 'orders', 'Orders'],
  address: ['https://a.example/', 'https://a.example', 'https://a.example/b'],
  case: ['True', 'true', 'false'],
};

interface Fold {
  readonly path: string;
  readonly what: string;
  readonly same: readonly [Json | undefined, Json | undefined];
  readonly other?: Json;
}

/** What every rule of the table folds, and what it must leave. */
describe('Each fold of the table', () => {
  for (const kind of kindNames)
    for (const { path, what, same, other } of foldsOf(kind))
      it(`${kind}: ${what} of ${path} is folded, and nothing else`, () => {
        const [left, right] = same.map((value) => at(path, value));
        assert.deepEqual(propertyDifferences(kind, left ?? {}, right ?? {}), []);
        assert.deepEqual(propertyDifferences(kind, right ?? {}, left ?? {}), []);
        if (other === undefined) return;
        assert.equal(propertyDifferences(kind, left ?? {}, at(path, other)).length, 1);
        assert.equal(propertyDifferences(kind, at(path, other), left ?? {}).length, 1);
      });
});

function foldsOf(kind: (typeof kindNames)[number]): readonly Fold[] {
  const rules = kindOf(kind).properties ?? {};
  const silent = (paths: readonly string[] = [], what: string) =>
    paths.map((path): Fold => ({ path, what, same: [undefined, 'of the service'] }));
  const filledIn = [...leaves(rules.defaults), ...leaves(rules.unsaid)];
  return [
    ...silent(rules.readOnly, 'what only the service writes'),
    ...silent(rules.writeOnly, 'what is never shown'),
    ...filledIn.map(([path, value]): Fold => ({
      ...{ path, what: 'the default', same: [undefined, value] },
      ...(value === '' ? { other: 'words' } : { other: another(value) }),
    })),
    ...(rules.sets ?? []).map((path): Fold => ({
      ...{
        path,
        what: 'the order',
        same: [
          ['b', 'a'],
          ['a', 'b'],
        ],
        other: ['a', 'c'],
      },
    })),
    ...(rules.references ?? []).map((path): Fold => ({
      ...{ path, what: 'the spelling of the id', same: [`${instance}/backends/B`, '/backends/b'] },
      other: '/backends/c',
    })),
    ...Object.entries(rules.wordings ?? {}).map(([path, wording]): Fold => {
      const [one, same, other] = worded[wording];
      return { path, what: `the ${wording}`, same: [one, same], other };
    }),
  ];
}

function leaves(value: JsonObject = {}, above: readonly string[] = []): readonly (readonly [string, Json])[] {
  return Object.entries(value).flatMap(([key, entry]) => {
    const path = [...above, key];
    return isObject(entry) ? leaves(entry, path) : [[path.join('.'), entry] as const];
  });
}

function another(value: Json): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? `${value}x` : ['another'];
}

function at(path: string, value: Json | undefined): JsonObject {
  return value === undefined ? {} : withValueAt({}, path.split('.'), value);
}
