import assert from 'node:assert/strict';
import type { SpecificationFormat } from '../resource.ts';
import {
  edmx,
  edmxInOtherWords,
  proto,
  protoInOtherWords,
  sdl,
  sdlInOtherWords,
  wadl,
  wadlInOtherWords,
  wsdl,
  wsdlInOtherWords,
} from './formats-for-tests.ts';
import { checkSpecification, compareSpecifications, formatOf } from './formats.ts';

const compared = (format: SpecificationFormat, wanted: string, live: string) =>
  compareSpecifications({ format, text: wanted, file: 'a file' }, { format, text: live, file: 'the export' });

type Edit = readonly [from: string, to: string, subject: string, what: string, breaking?: string];

const formats: Readonly<
  Partial<
    Record<
      SpecificationFormat,
      { text: string; other: string; edits: readonly Edit[]; broken: readonly string[] }
    >
  >
> = {
  graphql: {
    text: sdl,
    other: sdlInOtherWords,
    edits: [
      ['kind: Kind }', 'kind: Kind age: Int }', 'type Pet', 'field age'],
      ['id: ID! name: String kind', 'id: ID! kind', 'type Pet', 'field name', 'Pet.name was removed'],
      ['CAT DOG', 'CAT', 'enum Kind', 'value DOG', 'DOG was removed from enum type Kind'],
      [
        'pet(id: ID!',
        'pet(size: Int! id: ID!',
        'type Query',
        'field pet',
        'A required arg size on Query.pet was added',
      ],
      ['What is sold', 'All that is sold', 'type Pet', 'description'],
      [
        'union Any = Pet | Query',
        'union Any = Pet',
        'union Any',
        'types',
        'Query was removed from union type Any',
      ],
      ['scalar Date', '', 'scalar Date', '', 'Date was removed'],
    ],
    broken: ['type Pet {\n  id:\n}', 'type', '', '{'],
  },
  wsdl: {
    text: wsdl,
    other: wsdlInOtherWords,
    edits: [
      ['soapAction="urn:get"', 'soapAction="urn:fetch"', 'operation Get', 'action'],
      ['part name="p" element="tns:Got"', 'part name="p" element="tns:Get"', 'operation Get', 'output'],
      ['type="xsd:int"', 'type="xsd:long"', 'complexType {urn:pets}Id', 'definition'],
      [
        '<xsd:element name="Got" type="xsd:string"/>',
        '',
        'element {urn:pets}Got',
        '',
        'element {urn:pets}Got removed',
      ],
    ],
    broken: ['', '<a/>', '<definitions>', '<!DOCTYPE a [<!ENTITY b "c">]><definitions/>', 'hello'],
  },
  wadl: {
    text: wadl,
    other: wadlInOtherWords,
    edits: [
      [
        'style="query" type="xsd:boolean"',
        'style="query" type="xsd:int"',
        'operation GET /pets/{id}',
        'parameter full',
      ],
      [
        '<param name="full" style="query" type="xsd:boolean"/>',
        '',
        'operation GET /pets/{id}',
        'parameter full',
        'parameter full removed',
      ],
      ['200 201', '200', 'operation GET /pets/{id}', 'response 201', 'response 201 removed'],
      ['name="GET"', 'name="PUT"', 'operation PUT /pets/{id}', ''],
    ],
    broken: ['', '<a/>', '<application'],
  },
  edmx: {
    text: edmx,
    other: edmxInOtherWords,
    edits: [
      [
        '<Property Name="Name" Type="Edm.String"/>',
        '',
        'EntityType Pets.Pet',
        'Property Name',
        'Property Name removed',
      ],
      ['Nullable="false"', 'Nullable="true"', 'EntityType Pets.Pet', 'Property Id'],
      [
        '<EntitySet Name="Pets"',
        '<EntitySet Name="Animals"',
        'EntityContainer Pets.All',
        'EntitySet Animals',
        'EntitySet Pets removed',
      ],
    ],
    broken: ['', '<a/>', '<Edmx><a></Edmx>'],
  },
  proto: {
    text: proto,
    other: protoInOtherWords,
    edits: [
      ['int32 id = 1', 'int64 id = 1', 'message Pet', 'field id'],
      ['string text = 1;', '', 'message Pet.Tag', 'field text', 'field text removed'],
      ['SIZE_BIG = 1;', '', 'enum Size', 'field SIZE_BIG', 'field SIZE_BIG removed'],
      ['returns (stream Pet)', 'returns (Pet)', 'service Pets', 'method Get'],
      ['string dog = 5;', '', 'oneof Pet.kind', 'field dog', 'field dog removed'],
      ['"/v1"', '"/v2"', 'service Pets', 'method List'],
      ['package pets.v1', 'package pets.v2', 'file', 'package'],
    ],
    broken: [
      '',
      'message A {',
      'message A }',
      'syntax = "a',
      '/* a',
      'message A { int32 a = 1 }',
      '{'.repeat(200),
    ],
  },
};

for (const [name, { text, other, edits, broken }] of Object.entries(formats)) {
  const format = name as SpecificationFormat;
  describe(`comparing ${format}`, () => {
    it('finds the same in itself and in other words, either way', () => {
      assert.deepEqual(compared(format, text, text), { verdict: 'same' });
      assert.deepEqual(compared(format, text, other), { verdict: 'same' });
      assert.deepEqual(compared(format, other, text), { verdict: 'same' });
    });

    for (const [from, to, subject, what, breaking] of edits)
      it(`finds ${what} of ${subject}: ${from} -> ${to}`, () => {
        assert.ok(text.includes(from));
        const found = compared(
          format,
          text.replace(from, () => to),
          other,
        );
        assert.ok(found.verdict === 'different');
        const difference = found.differences.find((one) => one.subject === subject);
        assert.ok(difference, JSON.stringify(found));
        assert.ok(
          what === '' ? difference.what.length === 0 : difference.what.includes(what),
          JSON.stringify(found),
        );
        if (breaking !== undefined) assert.deepEqual(difference.breaking, [breaking]);
      });

    it('says where a broken one is broken', () => {
      for (const bad of broken)
        assert.throws(
          () => checkSpecification(bad, `specification.${format}`),
          { code: 'INVALID_FILE', message: /specification\.\w+ \(\d+:\d+\)/ },
          bad,
        );
    });
  });
}

describe('comparing WSDL', () => {
  it('cannot tell where the export has lost the elements of messages', () => {
    const silent = wsdlInOtherWords.replaceAll(/<part [^>]*>/g, '');
    assert.equal(compared('wsdl', wsdl, silent).verdict, 'cannot tell');
    assert.equal(compared('wsdl', silent, wsdl).verdict, 'different');
  });
});

describe('formats of specifications', () => {
  it('are told by the extension of the file, in any case', () => {
    assert.equal(formatOf('apis/a/specification.YML'), 'openapi');
    assert.equal(formatOf('a\\specification.graphql'), 'graphql');
    assert.equal(formatOf('apis.json/specification'), undefined);
    assert.equal(formatOf('apis/constructor'), undefined);
    assert.equal(formatOf('a.constructor'), undefined);
  });

  it('are different from each other', () => {
    const [wanted, live] = [
      { format: 'graphql', text: sdl, file: 'a' },
      { format: 'wsdl', text: wsdl, file: 'b' },
    ] as const;
    const found = compareSpecifications(wanted, live);
    assert.ok(found.verdict === 'different');
    assert.deepEqual(found.differences[0]?.what, ['wsdl becomes graphql']);
  });
});
