import assert from 'node:assert/strict';
import { kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { idOf } from '../apim/names.ts';
import { keyOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import { pathOf, placeOf, type Role } from './layout.ts';

/** An id of the kind whose names are all made of this one. */
function idCalled(kind: KindName, name: string): ResourceId {
  const { label, parents } = kindOf(kind);
  const [parent] = parents;
  const own = kind === 'apiRevision' ? '2' : label === undefined ? name : 'policy';
  return resourceId(kind, own, parent === undefined ? undefined : idCalled(parent, name));
}

const roles: readonly Role[] = ['information', 'policy', 'specification'];
const places = kindNames.flatMap((kind) =>
  roles.filter((role) => kindOf(kind).files?.[role] !== undefined).map((role) => ({ kind, role })),
);

describe('The layout', () => {
  const names = [
    'orders',
    'my orders',
    'a.b',
    'ä ö 日本',
    '$&',
    '100%',
    '%2e',
    'a;b',
    "it's",
    '(x)[y]',
    'policy.xml',
    '..a',
  ];
  for (const { kind, role } of places) {
    it(`reads the ${role} of ${kind} where it writes it, whatever the name`, () => {
      for (const name of names) {
        for (const current of ['1', '2']) {
          const id = idCalled(kind, name);
          const path = pathOf(id, role, () => current);
          const place = placeOf(path);
          assert.deepEqual({ kind: place?.kind, role: place?.role }, { kind, role }, path);
          assert.equal(keyOf(idOf(kind, place!.names, () => current)), keyOf(id), path);
        }
      }
    });
  }

  it('refuses names that would lead elsewhere', () => {
    for (const name of ['', '.', '..', 'a/b', 'a\\b', 'a\nb', '\0']) {
      assert.throws(() => pathOf(resourceId('tag', name), 'information', () => '1'), {
        code: 'UNEXPECTED_ANSWER',
      });
    }
  });

  it('does not know other files', () => {
    for (const path of [
      'README.md',
      'apis/a/specification.wsdl',
      'apis/policy.xml',
      'x/policy.xml',
      'tags/a/b/tagInformation.json',
    ]) {
      assert.equal(placeOf(path), undefined, path);
    }
  });
});
