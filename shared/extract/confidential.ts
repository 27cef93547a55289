import { firstFew } from '../apim/first-few.ts';
import { isList, isObject, type Json, valueAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe, keyOf, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { FoundSecret } from '../apim/secrets/find-secrets.ts';
import { type Gap, snapshot, type Snapshot } from '../apim/snapshot.ts';

/** A snapshot without what holds a secret in clear where the service itself keeps secrets, and those secrets. */
export interface WithoutConfidential {
  readonly live: Snapshot;
  readonly withheld: readonly { readonly id: ResourceId; readonly secrets: readonly FoundSecret[] }[];
}

/**
 * Leaves out what no file can hold, and what holds a secret in clear: Azure shows credentials of backends to every reader
 * (facts: apim-rest 7), a repository must not. A text that is one named value, `{{key}}`, is no secret.
 */
export function withoutConfidential(live: Snapshot): WithoutConfidential {
  const all = [...live.resources.values()];
  const gaps: Gap[] = [];
  const withheld = all.flatMap((resource) => {
    const { id, properties } = resource;
    const reason = kindOf(id.kind).cannotBeKept?.(properties);
    const secrets = reason === undefined ? confidentialIn(resource) : [];
    if (reason !== undefined)
      gaps.push({ of: id, why: 'withheld', detail: `${describe(id)} is not extracted: ${reason}` });
    if (secrets.length > 0) gaps.push(withheldGap(id, secrets));
    return secrets.length === 0 ? [] : [{ id, secrets }];
  });
  const left = new Set(gaps.map(({ of }) => (typeof of === 'string' ? of : keyOf(of))));
  const kept = all.filter(({ id }) => !left.has(keyOf(id)));
  return { live: snapshot(kept, [...live.gaps, ...gaps]), withheld };
}

/** Why something is in no file. */
export function withheldGap(of: ResourceId, secrets: readonly Pick<FoundSecret, 'place'>[]): Gap {
  const places = [...new Set(secrets.map(({ place }) => place))];
  const detail = `holds a secret in clear: ${firstFew(places, 3)}; keep it in a named value and refer to it as {{name}}`;
  return { of, why: 'withheld', detail };
}

function confidentialIn({ id, properties }: Resource): readonly FoundSecret[] {
  const { confidential = [] } = kindOf(id.kind).properties ?? {};
  return confidential.flatMap((place) =>
    clearTexts(valueAt(properties, ...place.split('.'))).map((value) => ({
      rule: 'credentials',
      words: 'credentials that the service shows to every reader',
      place,
      value,
    })),
  );
}

function clearTexts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string')
    return value === '' || /^\{\{[A-Za-z0-9-._]+\}\}$/.test(value) ? [] : [value];
  if (isList(value)) return value.flatMap(clearTexts);
  return isObject(value) ? Object.values(value).flatMap(clearTexts) : [];
}
