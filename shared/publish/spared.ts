import { firstAndMore } from '../apim/first-few.ts';
import { currentRevision } from '../apim/documents.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { gapAt, type Snapshot } from '../apim/snapshot.ts';
import { coverageFile } from '../artifacts/coverage-file.ts';
import { ignoreFile } from '../artifacts/ignored.ts';
import { pathsOf } from '../artifacts/layout.ts';
import type { Desired } from './desired.ts';
import { revisionAlone } from './report.ts';

/** Why a resource is not deleted although no file has it. */
export type SpareReason = (typeof reasons)[number];

const reasons = [
  'not in the folder',
  'listed as missing',
  'ignored',
  'of consumers',
  'in use',
  'current before',
  'named otherwise',
  'current',
  'in no file',
] as const;

/** Something that no file has, and that stays all the same. */
export interface Spared {
  readonly id: ResourceId;
  readonly why: SpareReason;
  /** What the files called it, or where it leads to, where that is another name. */
  readonly was?: ResourceId;
  /** What refers to it, where it is in use. */
  readonly by?: ResourceId;
}

/** That no file has it says something only where the folder would have it (promise 8); undefined: it says so. */
export type Spares = (resource: Resource) => SpareReason | undefined;

/** What the folder itself says of what it does not hold: apim-coverage.json, and .apimignore. */
export function sparesOf({ snapshot, ignores }: Desired, live: Snapshot): Spares {
  const current = (api: ResourceId) => currentRevision(api, live).name;
  return ({ id, properties }) => {
    if (kindOf(id.kind).ofConsumers?.(properties) === true) return 'of consumers';
    const gap = gapAt(snapshot, id);
    if (gap !== undefined) return gap.why === 'not in the folder' ? gap.why : 'listed as missing';
    return pathsOf(id, current).some(ignores) ? 'ignored' : undefined;
  };
}

const words: Readonly<Record<SpareReason, string>> = {
  'not in the folder': `they are outside of what was extracted into this folder (${coverageFile})`,
  'listed as missing': `${coverageFile} lists them as missing in this folder`,
  ignored: `${ignoreFile} names them`,
  'of consumers': 'consumers made them',
  'in use': 'something that stays refers to them',
  'current before': 'they were current until another revision was, and callers may be led back to them',
  'named otherwise': 'the instance has them under other names than the files had',
  current: 'they are the current ones of the instance, and callers are at them',
  'in no file': 'they were in the instance before the files of their revision, and no file has them',
};

const remedies: Readonly<Partial<Record<SpareReason, string>>> = {
  'in use': ' They go with a run that finds nothing does any more.',
  'current before': ' If they are to go, publish their files once more beside the others, then without them.',
  'named otherwise': ' If they are to go, delete them by hand.',
  current: ' Once others are current there, delete them by hand.',
  'in no file': ' Extract them into files, or delete them by hand.',
};

/** More than this nobody reads in a line. */
const mostNames = 8;

/** One line for each reason: "Not deleted, since .apimignore names them: tag a, tag b". */
export function sparedInWords(spared: readonly Spared[]): readonly string[] {
  return reasons.flatMap((why) => {
    const all = spared.filter((one) => one.why === why);
    if (all.length === 0) return [];
    const names = firstAndMore(all.map(nameInWords), mostNames);
    return [`Not deleted, since ${words[why]}: ${names}.${remedies[why] ?? ''}`];
  });
}

function nameInWords({ id, was, by }: Spared): string {
  const more = [
    ...revisionAlone(id),
    ...(by === undefined ? [] : [`for ${describe(by)}`]),
    ...(was === undefined ? [] : [`${was.name} in the files`]),
  ];
  return more.length === 0 ? describe(id) : `${describe(id)} (${more.join(', ')})`;
}
