import type { SpecificationDifference, Verdict } from './verdict.ts';

/**
 * A specification as named things ("message Order"), each with what it says by aspect ("field id") in one canonical
 * wording: the level at which GraphQL, WSDL, WADL, EDMX and proto are compared.
 */
export type Parts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What the service may be silent about though it was imported; an empty aspect stands for the whole thing. */
export type MayBeSilent = (subject: string, aspect: string) => boolean;

/** Compares part by part. What is taken away breaks callers, in every one of these formats. */
export function compareParts(wanted: Parts, live: Parts, mayBeSilent: MayBeSilent = () => false): Verdict {
  const subjects = [...new Set([...live.keys(), ...wanted.keys()])].sort();
  const found = subjects.map((subject) => {
    const [mine, theirs] = [wanted.get(subject), live.get(subject)];
    if (mine === undefined) return { certain: whole(subject, 'removed') };
    if (theirs !== undefined) return changed(subject, mine, theirs, mayBeSilent);
    const added = whole(subject, 'added');
    return mayBeSilent(subject, '') ? { uncertain: added } : { certain: added };
  });
  const differences = found.flatMap(({ certain }) => certain ?? []);
  if (differences.length > 0) return { verdict: 'different', differences };
  const parts = found.flatMap(({ uncertain }) => uncertain ?? []);
  return parts.length > 0 ? { verdict: 'cannot tell', parts } : { verdict: 'same' };
}

interface Judged {
  readonly certain?: SpecificationDifference | undefined;
  readonly uncertain?: SpecificationDifference | undefined;
}

function changed(
  subject: string,
  mine: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
  mayBeSilent: MayBeSilent,
): Judged {
  const aspects = [...new Set([...theirs.keys(), ...mine.keys()])].sort();
  const differing = aspects.filter((aspect) => mine.get(aspect) !== theirs.get(aspect));
  const isSilent = (aspect: string) => !theirs.has(aspect) && mayBeSilent(subject, aspect);
  const difference = (what: readonly string[]): SpecificationDifference | undefined => {
    const breaking = what.filter((aspect) => !mine.has(aspect)).map((aspect) => `${aspect} removed`);
    return what.length === 0 ? undefined : { subject, change: 'changed', what, breaking };
  };
  return {
    certain: difference(differing.filter((aspect) => !isSilent(aspect))),
    uncertain: difference(differing.filter(isSilent)),
  };
}

function whole(subject: string, change: 'added' | 'removed'): SpecificationDifference {
  return { subject, change, what: [], breaking: change === 'removed' ? [`${subject} removed`] : [] };
}
