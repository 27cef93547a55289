import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { idOf } from '../apim/names.ts';
import { keyOf, pathOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import { fileName } from './file-name.ts';
import { folderNames } from './folder-names.ts';
import { formsOf, pathIn, placeOf, type Role } from './layout.ts';
import { parseNames, renderNames } from './names-file.ts';
import { longestPath, shortPath } from './short-path.ts';

const roles: readonly Role[] = ['information', 'policy', 'specification'];
const places = kindNames.flatMap((kind) =>
  roles.flatMap((role) => formsOf(kind, role).map((form) => ({ kind, form, role }))),
);

/** An id of the kind, with a name of these for each step; in a workspace, where the kind can be in one. */
function idCalled(kind: KindName, names: readonly string[], inWorkspace: boolean): ResourceId {
  const { label, onlyName = 'policy', parents, inWorkspaces } = kindOf(kind);
  const isInside = inWorkspace && inWorkspaces !== undefined;
  const [name = '', ...others] = names;
  const own = kind === 'apiRevision' ? '12345' : label === undefined ? name : onlyName;
  const [parent = isInside ? 'workspace' : undefined] = parents;
  return resourceId(
    kind,
    own,
    parent === undefined ? undefined : idCalled(parent, [...others, name], isInside),
  );
}

const piece = fc.constantFrom(
  ...[
    'a',
    'A',
    'orders',
    ' ',
    '.',
    'con.',
    ':',
    '%',
    '%25',
    '%~',
    '0123456789ab',
    'ä',
    '日本',
    '👩‍👩‍👧',
    'İ',
    ';',
  ],
);
const any = fc.oneof(
  fc.array(piece, { maxLength: 60, size: 'max' }),
  fc.array(fc.string({ unit: 'grapheme' })),
);
const name = any
  .map((pieces) => pieces.join(''))
  .filter((one) => fileName(one) !== undefined && !/;rev=/i.test(one));

describe('A path', () => {
  it('has at most 200 characters, safe ones, and leads back, whatever the names and the file', () => {
    const one = fc.record({
      place: fc.constantFrom(...places),
      names: fc.tuple(name, name, name),
      inWorkspace: fc.boolean(),
      current: fc.constantFrom('1', '12345'),
    });
    fc.assert(
      fc.property(one, ({ place: { kind, form, role }, names, inWorkspace, current }) => {
        const id = idCalled(kind, names, inWorkspace);
        const whole = pathIn(form, id, () => current, role === 'specification' ? '.graphql' : '');
        const { path, names: kept } = shortPath(whole);
        assert.ok(path.length <= longestPath, path);
        assert.doesNotMatch(path, /\p{Surrogate}/u);
        for (const step of path.split('/')) {
          assert.ok(Buffer.byteLength(step) <= 255, step);
          assert.doesNotMatch(step, /[:*?"<>|]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
        }
        const { nameOf, wholePath } = folderNames(parseNames(renderNames(kept)), true);
        assert.equal(wholePath(path), whole);
        const place = placeOf(path, (step) => nameOf(step) ?? assert.fail(step));
        const inList =
          form.list === undefined ? {} : Object.fromEntries(pathOf(id).map((o) => [o.kind, o.name]));
        assert.deepEqual(
          idOf(kind, { ...inList, ...place?.names }, () => current),
          id,
        );
        assert.equal(shortPath(path).path, path);
      }),
      { numRuns: 400 },
    );
  });

  it('is another one for another name, on file systems that know no case too', () => {
    const path = (own: string) => {
      const operation = idCalled('operationPolicy', [own, 'b'.repeat(90), 'c'.repeat(90)], true);
      return shortPath(
        pathIn({ path: 'apis/{apiRevision}/operations/{operation}/policy.xml' }, operation, () => '1'),
      ).path;
    };
    const long = 'get-all-the-things-'.repeat(10);
    const names = [`${long}1`, `${long}2`, `${long}1`.toUpperCase(), `${long}ä`, `${long}Ä`, long];
    assert.equal(new Set(names.map((one) => path(one).toLowerCase())).size, names.length);
    fc.assert(
      fc.property(name, name, (left, right) => {
        const [one, other] = [idCalled('tag', [long + left], true), idCalled('tag', [long + right], true)];
        const [a, b] = [one, other].map(
          (id) => shortPath(pathIn({ path: 'tags/{tag}/tagInformation.json' }, id, () => '1')).path,
        );
        assert.equal(a === b, left === right);
        if (keyOf(one) !== keyOf(other)) assert.notEqual(a?.toLowerCase(), b?.toLowerCase());
      }),
    );
  });

  it('keeps its names as long as it can, the first ones longest', () => {
    const at = (...lengths: readonly number[]) => {
      const [workspace = '', api = '', operation = ''] = lengths.map((length, step) =>
        'wao'.charAt(step).repeat(length),
      );
      return shortPath(`workspaces/${workspace}/apis/${api}/operations/${operation}/policy.xml`);
    };
    assert.deepEqual(at(60, 60, 40), { path: at(60, 60, 40).path, names: [] });
    const [w, a, o] = ['w', 'a', 'o'].map((letter) => `${letter.repeat(24)}%~[0-9a-f]{12}`);
    for (const [lengths, expected] of [
      [[60, 60, 41], `w{60}/apis/a{60}/operations/${o ?? ''}`],
      [[80, 80, 80], `w{80}/apis/${a ?? ''}/operations/${o ?? ''}`],
      [[200, 10, 10], `${w ?? ''}/apis/a{10}/operations/o{10}`],
      [[130, 80, 80], `${w ?? ''}/apis/${a ?? ''}/operations/${o ?? ''}`],
    ] as const)
      assert.match(at(...lengths).path, new RegExp(`^workspaces/${expected}/policy\\.xml$`));
  });

  it('shortens a name that no file system takes, and cuts no letter in two', () => {
    const { path } = shortPath(`tags/${'x'.repeat(23)}${'👩'.repeat(80)}/tagInformation.json`);
    assert.match(path, /^tags\/x{23}%~[0-9a-f]{12}\/tagInformation\.json$/);
    assert.match(shortPath(`tags/${'ä'.repeat(127)}/tagInformation.json`).path, /^tags\/ä{127}\//);
    assert.match(shortPath(`tags/${'ä'.repeat(128)}/tagInformation.json`).path, /^tags\/ä{24}%~/);
  });

  it('shows the revision, and one shortened name is all that an API has', () => {
    const api = 'orders-'.repeat(40);
    const [current, other] = ['', ';rev=2'].map((revision) =>
      shortPath(`apis/${api}${revision}/apiInformation.json`),
    );
    assert.match(
      other?.path ?? '',
      /^apis\/orders-orders-orders-ord%~[0-9a-f]{12};rev=2\/apiInformation\.json$/,
    );
    assert.equal(other?.path.replace(';rev=2', ''), current?.path);
    assert.deepEqual(other?.names, current?.names);
  });

  it('is left as it is in no layout', () => {
    const path = `notes/${'a'.repeat(200)}/readme.md`;
    assert.equal(shortPath(path).path, path);
  });
});
