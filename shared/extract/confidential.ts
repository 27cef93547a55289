import { isList, isObject, type Json, valueAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { type Gap, snapshot, type Snapshot } from '../apim/snapshot.ts';

/**
 * Leaves out what no file can hold, and what holds a secret in clear: Azure shows credentials of backends to every reader
 * (facts: apim-rest 7), a repository must not. A text that is one named value, `{{key}}`, is no secret.
 */
export function withoutConfidential(live: Snapshot): Snapshot {
  const all = [...live.resources.values()];
  const withheld = all.flatMap((resource): readonly Gap[] => {
    const reason = kindOf(resource.id.kind).cannotBeKept?.(resource.properties);
    if (reason !== undefined)
      return [
        { of: resource.id, why: 'withheld', detail: `${describe(resource.id)} is not extracted: ${reason}` },
      ];
    const paths = confidentialIn(resource);
    if (paths.length === 0) return [];
    const detail = `${describe(resource.id)} holds a secret in clear (${paths.join(', ')}); keep it in a named value and refer to it as {{name}}`;
    return [{ of: resource.id, why: 'withheld', detail }];
  });
  const left = new Set(withheld.map(({ of }) => of));
  return snapshot(
    all.filter(({ id }) => !left.has(id)),
    [...live.gaps, ...withheld],
  );
}

function confidentialIn({ id, properties }: Resource): readonly string[] {
  const { confidential = [] } = kindOf(id.kind).properties ?? {};
  return confidential.filter((path) => hasClearText(valueAt(properties, ...path.split('.'))));
}

function hasClearText(value: Json | undefined): boolean {
  if (typeof value === 'string') return value !== '' && !/^\{\{[A-Za-z0-9-._]+\}\}$/.test(value);
  if (isList(value)) return value.some(hasClearText);
  return isObject(value) && Object.values(value).some(hasClearText);
}
