import assert from 'node:assert/strict';
import type { SpecificationFormat } from '../apim/resource.ts';
import * as texts from '../apim/specification/formats-for-tests.ts';
import { compareSpecifications } from '../apim/specification/formats.ts';
import { mergedFormats } from './merge-formats.ts';

const merge = (format: SpecificationFormat, before: string, live: string) =>
  mergedFormats({ format, load: () => Promise.resolve(live) }, before, `specification.${format}`);

describe('A specification that is no OpenAPI', () => {
  const formats = [
    ['graphql', texts.sdl, texts.sdlInOtherWords],
    ['wsdl', texts.wsdl, texts.wsdlInOtherWords],
    ['wadl', texts.wadl, texts.wadlInOtherWords],
    ['edmx', texts.edmx, texts.edmxInOtherWords],
    ['proto', texts.proto, texts.protoInOtherWords],
  ] as const;
  for (const [format, text, other] of formats)
    it(`stays as it was written where it means the same: ${format}`, async () => {
      assert.deepEqual(await merge(format, text, other), { text });
      assert.deepEqual(await merge(format, other, text), { text: other });
    });

  const changes: readonly (readonly [SpecificationFormat, string, string, string])[] = [
    ['graphql', texts.sdl, 'name: String kind', 'name: String! kind'],
    ['wsdl', texts.wsdl, 'type="xsd:int"', 'type="xsd:long"'],
    ['wadl', texts.wadl, 'type="xsd:boolean"', 'type="xsd:string"'],
    [
      'edmx',
      texts.edmx,
      '<Property Name="Name" Type="Edm.String"/>',
      '<Property Name="Name" Type="Edm.Guid"/>',
    ],
  ];
  for (const [format, live, was, is] of changes)
    it(`is touched where the service differs, and nowhere else: ${format}`, async () => {
      // Written with tabs and a line for each tag, which the service has otherwise.
      const mine = format === 'graphql' ? live : live.replaceAll(/>\s*</g, '>\n\t<');
      const merged = await merge(format, mine, live.replace(was, is));
      assert.deepEqual(merged, { text: mine.replace(was, is) });
    });

  const reworded = [
    ['graphql', texts.sdl, texts.sdlInOtherWords.replace('{ DOG', '{ OWL, DOG')],
    ['wsdl', texts.wsdl, texts.wsdlInOtherWords.replace('x:int', 'x:long')],
    ['wadl', texts.wadl, texts.wadlInOtherWords.replace('s:boolean', 's:string')],
    ['edmx', texts.edmx, texts.edmxInOtherWords.replace('Edm.String', 'Edm.Guid')],
  ] as const;
  for (const [format, text, live] of reworded)
    it(`says what is live, however the service words it: ${format}`, async () => {
      const merged = await merge(format, text, live);
      assert.equal(merged.replacedBecause, undefined);
      const file = 'specification';
      const verdict = compareSpecifications(
        { format, text: merged.text, file },
        { format, text: live, file },
      );
      assert.deepEqual(verdict, { verdict: 'same' }, merged.text);
    });

  it('is written anew, with the reason, where it cannot be changed in part', async () => {
    const live = texts.proto.replace('int32 id', 'int64 id');
    assert.deepEqual(await merge('proto', texts.proto, live), {
      text: live,
      replacedBecause: 'a document of this format (proto) is not changed in part',
    });
  });
});
