import type { Document } from '../apim/documents.ts';
import { describe, keyOf } from '../apim/resource-id.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import { otherSecurity } from '../apim/specification/security.ts';
import type { Memory } from './memory.ts';

/** Which specifications are others than before. */
export interface ChangedSpecifications {
  /** Of their documents. */
  readonly keys: ReadonlySet<string>;
  /** What of that the service does not take, for people. */
  readonly notes: readonly string[];
}

/**
 * The documents whose specification is another one than what was published last, or was begun since. Where
 * comparing cannot tell whether the instance has a specification, this decides (design: Comparison). What a run began
 * with and nobody can show may have been another one. Where nothing is remembered, without Git, and where nobody can
 * show what was published last, nobody can say that anything changed.
 */
export async function changedSpecifications(
  documents: readonly Document[],
  memory: Memory | undefined,
): Promise<ChangedSpecifications> {
  if (memory === undefined || memory.isFirst || !memory.publishing.inGit)
    return { keys: new Set(), notes: [] };
  const { formers, unknown, marker } = memory;
  const isForgotten =
    marker.tooMany === true || marker.attempted.some(({ commit }) => unknown.includes(commit));
  const changed = await Promise.all(
    documents.map(async (document) => {
      const { id, specification } = document;
      if (specification === undefined) return [];
      const key = keyOf(id);
      const then = formers.map((former) => former.documents.get(key)?.specification);
      const others = await Promise.all(then.map((one) => differing(specification, one)));
      const isOther = others.some((one) => one !== undefined);
      return isForgotten || isOther ? [{ key, notes: securityNotes(document, others) }] : [];
    }),
  );
  return {
    keys: new Set(changed.flat().map(({ key }) => key)),
    notes: changed.flat().flatMap(({ notes }) => notes),
  };
}

type Specification = NonNullable<Document['specification']>;

interface Differing {
  readonly now: string;
  /** Undefined: there was none, or one of another format. */
  readonly then: string | undefined;
}

/** Undefined: they are the same, byte by byte. */
async function differing(
  specification: Specification,
  former: Specification | undefined,
): Promise<Differing | undefined> {
  const now = await specification.load();
  if (former?.format !== specification.format) return { now, then: undefined };
  const then = await former.load();
  return now === then ? undefined : { now, then };
}

/** A run that does nothing about it must not look as if it had. */
function securityNotes(
  { id, file, specification }: Document,
  others: readonly (Differing | undefined)[],
): readonly string[] {
  if (specification?.format !== 'openapi') return [];
  const name = file ?? describe(id);
  const documentOf = (text: string) => parseOpenApi(text, name).document;
  const operations = others.flatMap((one) =>
    one?.then === undefined ? [] : otherSecurity(documentOf(one.now), documentOf(one.then)),
  );
  const [first, ...more] = new Set(operations);
  if (first === undefined) return [];
  const which = more.length === 0 ? first : `${first} and ${more.length} more`;
  return [
    `The specification of ${describe(id)} asks for another security than before (${which}), of which API Management takes nothing: what callers have to bring is for policies to say, and for subscriptionRequired and authenticationSettings of the API.`,
  ];
}
