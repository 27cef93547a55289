import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sdl, sdlInOtherWords } from '../apim/specification/formats-for-tests.ts';
import { compareGraphQl, parseGraphQl } from '../apim/specification/graphql.ts';
import { linesBetween } from './lines-for-tests.ts';
import { mergedFormats } from './merge-formats.ts';
import { mergedGraphQl } from './merge-graphql.ts';

const shop = `# Kept by Ann
schema { query: Query }

# What can be asked
type Query {
  pet(id: ID!): Pet # one
  # all of them
  pets: [Pet!]!
}

"""
What is sold
"""
type Pet { id: ID! name: String }

# Kinds
enum Kind {
  CAT
  DOG
}
`;

const cases: readonly (readonly [words: string, live: string, lines: readonly string[]])[] = [
  ['nothing', shop.replaceAll(/#.*/g, ''), []],
  ['a field', shop.replace('[Pet!]!', '[Pet]'), ['- pets: [Pet!]!', '+ pets: [Pet]']],
  ['a field that is new', shop.replace('Pet # one', 'Pet\n  count: Int'), ['+ count: Int']],
  ['a field that is new, first of all', shop.replace('pet(id', 'count: Int\n  pet(id'), ['+ count: Int']],
  [
    'a field that is gone, with its comment',
    shop.replace(/ {2}# all.*\n.*\n/, ''),
    ['- # all of them', '- pets: [Pet!]!'],
  ],
  [
    'a field on one line with others',
    shop.replace('name: String', 'name: String age: Int'),
    ['- type Pet { id: ID! name: String }', '+ type Pet { id: ID! name: String age: Int }'],
  ],
  [
    'one that goes from among others on its line',
    shop.replace('id: ID! name', 'name'),
    ['- type Pet { id: ID! name: String }', '+ type Pet { name: String }'],
  ],
  ['a value', shop.replace('DOG', 'DOG\n  BIRD'), ['+ BIRD']],
  [
    'what a type implements',
    shop.replace('type Pet {', 'type Pet @sold {') + '\ndirective @sold on OBJECT\n',
    [
      '- type Pet { id: ID! name: String }',
      '+ type Pet @sold { id: ID! name: String }',
      '+ ',
      '+ directive @sold on OBJECT',
    ],
  ],
  [
    'a type that is new',
    shop.replace('# Kinds', 'type Shop { name: String }\n\n# Kinds'),
    ['+ ', '+ type Shop { name: String }'],
  ],
  [
    'a type that is gone, with its comment',
    shop.slice(0, shop.indexOf('\n# Kinds')),
    ['- ', '- # Kinds', '- enum Kind {', '- CAT', '- DOG', '- }'],
  ],
  [
    'an extension',
    `${shop}\nextend type Pet { age: Int }\n`,
    [
      '- type Pet { id: ID! name: String }',
      '- """',
      '- What is sold',
      '- """',
      '+ """',
      '+ What is sold',
      '+ """',
      '+ type Pet { id: ID! name: String }',
      '+ ',
      '+ extend type Pet { age: Int }',
    ],
  ],
];

const isLive = (text: string, live: string) =>
  compareGraphQl(parseGraphQl(text, 'file'), parseGraphQl(live, 'live')).verdict === 'same';

describe('A GraphQL schema of an author', () => {
  for (const [words, live, lines] of cases.slice(0, -1))
    it(`is touched where the service differs, and nowhere else: ${words}`, async () => {
      const exported = { format: 'graphql', load: () => Promise.resolve(live) } as const;
      const { text, replacedBecause } = await mergedFormats(exported, shop, 'specification.graphql');
      assert.equal(replacedBecause, undefined);
      assert.deepEqual([...linesBetween(shop, text)].sort(), [...lines].sort(), text);
      assert.ok(isLive(text, live), text);
      assert.deepEqual(await mergedFormats(exported, text, 'specification.graphql'), { text });
    });

  it('says what is live in several definitions of one thing too', () => {
    for (const [before, live] of [
      [shop, `${shop}\nextend type Pet { age: Int }\n`],
      [`${shop}\nextend type Pet { age: Int }\n`, shop],
      [sdl, sdlInOtherWords.replace('extend type Pet { kind: Kind }', '')],
      [sdlInOtherWords, sdl.replace('kind: Kind = CAT', 'kind: Kind')],
    ] as const) {
      const text = mergedGraphQl(before, live) ?? '';
      assert.ok(isLive(text, live), text);
    }
  });

  it('says what is live, whatever of it is other than in the file', () => {
    const field = fc.constantFrom('a: Int', 'b: String', 'c(x: Int): Int', '"why" d: Int', 'a: String');
    const definition = fc
      .record({
        name: fc.constantFrom('A', 'B', 'C'),
        fields: fc.uniqueArray(field, { minLength: 1, selector: (one) => one.replace(/[:(].*/, '') }),
        space: fc.constantFrom(' ', '\n  ', ' # x\n  ', ', '),
        comment: fc.constantFrom('', '# why\n', '"""\nwhat\n"""\n'),
      })
      .map(({ name, fields, space, comment }) => ({
        name,
        text: `${comment}type ${name} {${space.replace(',', '')}${fields.join(space)}\n}`,
      }));
    const schema = fc
      .uniqueArray(definition, { minLength: 1, selector: ({ name }) => name })
      .chain((all) =>
        fc.constantFrom('\n', '\n\n', ' ').map((space) => all.map(({ text }) => text).join(space)),
      );
    let inPlace = 0;
    fc.assert(
      fc.property(schema, schema, (before, live) => {
        const text = mergedGraphQl(before, live);
        if (text === undefined) return;
        inPlace += 1;
        assert.ok(isLive(text, live), text);
      }),
      { numRuns: 1000 },
    );
    assert.ok(inPlace > 500, String(inPlace));
  });
});
