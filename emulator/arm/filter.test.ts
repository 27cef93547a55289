import assert from 'node:assert/strict';
import { filterOf } from './filter.ts';

describe('$filter, emulated', () => {
  const item = {
    name: 'pets-v2',
    properties: { displayName: "Pet's shop", path: 'pets', isCurrent: true, state: 'published' },
  };
  const fields = ['name', 'displayName', 'path', 'isCurrent:eq,ne', 'state:eq'];
  const holds: Readonly<Record<string, boolean>> = {
    "name eq 'pets-v2'": true,
    "properties/displayName eq 'Pet''s shop'": true,
    "Name ne 'pets-v2'": false,
    "name gt 'pets' and name le 'pets-v2'": true,
    "startswith(name, 'pets') and not endswith(name,'v2')": false,
    "(contains(displayName,'shop') or path eq 'x') and isCurrent eq true": true,
    "substringof('shop', displayName)": true,
    'isCurrent ne true': false,
    "state eq 'published'": true,
  };

  for (const [filter, expected] of Object.entries(holds))
    it(`${filter} is ${expected}`, () => {
      assert.equal(filterOf(filter, fields)(item), expected);
    });

  const refused = [
    ...["type eq 'x'", "state ne 'x'", "startswith(state,'x')", 'name', "name eq 'x' or", "name like 'x'"],
    ...["(name eq 'x'", "name eq 'x' name", "contains(name 'x')", '', 'isCurrent gt true', "name eq 'open"],
  ];
  for (const filter of refused)
    it(`${filter || 'nothing'} is refused`, () => {
      assert.throws(() => filterOf(filter, fields), /is not supported/);
    });
});
