import type { Document } from '../../apim/documents.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import type { Selection } from '../../apim/selection.ts';

/** What holds links of this kind and is in no list; undefined: lists name all that hold some. */
export function holderNameOf(kind: KindName): string | undefined {
  const { addedTo } = kindOf(kind);
  return addedTo !== undefined && 'holder' in addedTo ? addedTo.holder : undefined;
}

/**
 * Without links that go without saying: the managed gateway serves every API that no other gateway serves. Said are
 * those of APIs that are served by others too, and what the files say.
 */
export function said(documents: readonly Document[], { files }: Selection): readonly Document[] {
  const isUnlisted = ({ id: { kind, parent } }: Document) =>
    parent !== undefined && holderNameOf(kind) === parent.name;
  const nameOf = ({ id: { kind, name } }: Document) => `${kind} ${name.toLowerCase()}`;
  const elsewhere = new Set(documents.filter((one) => !isUnlisted(one)).map(nameOf));
  return documents.filter(
    (one) => !isUnlisted(one) || files?.has(one.id) === true || elsewhere.has(nameOf(one)),
  );
}
