import assert from 'node:assert/strict';
import { kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { idOf } from '../apim/names.ts';
import { keyOf, pathOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import { formsOf, pathIn, placeOf, type Role } from './layout.ts';

/** An id of the kind whose names are all made of this one. */
function idCalled(kind: KindName, name: string): ResourceId {
  const { label, onlyName = 'policy', parents } = kindOf(kind);
  const [parent] = parents;
  const own = kind === 'apiRevision' ? '2' : label === undefined ? name : onlyName;
  return resourceId(kind, own, parent === undefined ? undefined : idCalled(parent, name));
}

const roles: readonly Role[] = ['information', 'policy', 'specification'];
const places = kindNames.flatMap((kind) =>
  roles.flatMap((role) => formsOf(kind, role).map((form) => ({ kind, role, form }))),
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
    'a:b',
    'con',
    'v1.',
  ];
  for (const { kind, role, form } of places) {
    it(`reads ${form.path} as the ${role} of ${kind}, whatever the name`, () => {
      for (const name of names) {
        for (const current of ['1', '2']) {
          const id = idCalled(kind, name);
          const path = pathIn(form, id, () => current, role === 'specification' ? '.yaml' : '');
          const place = placeOf(path);
          assert.deepEqual([place?.kind, place?.role, place?.form], [kind, role, form], path);
          // A list has the names of its links inside.
          const names =
            form.list !== undefined
              ? { ...Object.fromEntries(pathOf(id).map((step) => [step.kind, step.name])), ...place?.names }
              : place!.names;
          assert.equal(keyOf(idOf(kind, names, () => current)), keyOf(id), path);
        }
      }
    });
  }

  it('refuses names that would lead elsewhere', () => {
    for (const name of ['', '.', '..', 'a/b', 'a\\b', 'a\nb', '\0']) {
      const write = () => pathIn({ path: 'tags/{tag}' }, resourceId('tag', name), () => '1');
      assert.throws(write, { code: 'UNEXPECTED_ANSWER' });
    }
  });

  it('does not know other files', () => {
    for (const path of [
      'README.md',
      'apis/a/specification.raml',
      'apis/policy.xml',
      'x/policy.xml',
      'tags/a/b/tagInformation.json',
    ]) {
      assert.equal(placeOf(path), undefined, path);
    }
  });
});
