import assert from 'node:assert/strict';
import type { SpecificationFormat } from '../apim/resource.ts';
import * as texts from '../apim/specification/formats-for-tests.ts';
import { compareSpecifications } from '../apim/specification/formats.ts';
import { wadlOperations } from '../apim/specification/wadl.ts';
import { TaskError } from '../errors/task-error.ts';
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

  it('stays, and says why, where Azure gives no WADL: only operations are compared then', async () => {
    const refused = () => Promise.reject(new TaskError('AZURE_REFUSED', { message: 'Internal error' }));
    const routes = wadlOperations(texts.wadl, 'a.wadl').map(({ method, path }) => [
      path,
      method.toLowerCase(),
    ]);
    const merged = (more: object) => {
      const paths: Record<string, object> = { ...more };
      for (const [path = '', method = ''] of routes) paths[path] = { ...paths[path], [method]: {} };
      const openApi = JSON.stringify({ openapi: '3.0.1', info: {}, paths });
      const live = { format: 'openapi' as const, load: () => Promise.resolve(openApi) };
      const wadl = { format: 'wadl' as const, load: refused };
      return mergedFormats({ ...live, in: () => wadl }, texts.wadl, 'specification.wadl');
    };
    assert.deepEqual(await merged({}), {
      text: texts.wadl,
      keptThough: 'Azure gives no wadl of it: only operations were compared',
    });
    assert.deepEqual(await merged({ '/more': { get: {} } }), {
      text: texts.wadl,
      keptThough: 'the instance is different (operation GET /more is new), and exports no wadl',
    });
  });
});
