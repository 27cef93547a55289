import {
  type Arbitrary,
  array,
  boolean,
  constantFrom,
  integer,
  record,
  shuffledSubarray,
  subarray,
  uniqueArray,
} from 'fast-check';

/** Numbers of things that something refers to; where there are fewer, they are counted round. */
export interface Links {
  readonly namedValues: readonly number[];
  readonly backends: readonly number[];
  readonly fragments: readonly number[];
  readonly loggers: readonly number[];
}

/** What a folder holds, as numbers: how many of each, and who refers to whom. */
export interface Graph {
  /** Names in an order of their own: alphabetical order is no order of dependencies. */
  readonly names: readonly string[];
  readonly namedValues: number;
  readonly tags: number;
  readonly backends: readonly { readonly key: number; readonly pool: readonly number[] }[];
  readonly loggers: readonly { readonly key: number }[];
  readonly versionSets: number;
  readonly fragments: readonly Links[];
  readonly service: Links;
  readonly apis: readonly {
    readonly policy: Links;
    readonly operation: Links;
    readonly tags: readonly number[];
    readonly versioned: boolean;
  }[];
  readonly products: readonly { readonly policy: Links; readonly apis: readonly number[] }[];
}

const few = integer({ min: 0, max: 4 });
const someOf = subarray([0, 1, 2, 3], { maxLength: 3 });
const links: Arbitrary<Links> = record({
  namedValues: someOf,
  backends: someOf,
  fragments: someOf,
  loggers: someOf,
});

export const graphs: Arbitrary<Graph> = record({
  names: shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], { minLength: 8 }),
  namedValues: few,
  tags: few,
  backends: array(record({ key: few, pool: someOf }), { maxLength: 4 }),
  loggers: array(record({ key: few }), { maxLength: 3 }),
  versionSets: integer({ min: 0, max: 2 }),
  fragments: array(links, { maxLength: 4 }),
  service: links,
  apis: array(
    record({
      policy: links,
      operation: links,
      tags: uniqueArray(constantFrom(0, 1, 2, 3), { maxLength: 2 }),
      versioned: boolean(),
    }),
    { maxLength: 4 },
  ),
  products: array(record({ policy: links, apis: someOf }), { maxLength: 3 }),
});
