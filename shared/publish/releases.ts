import { currentRevisionProperty, withCurrentNumber } from '../apim/documents.ts';
import { kindOf, revisionKind } from '../apim/kinds/table.ts';
import { keyOf, resourceId, rootOf } from '../apim/resource-id.ts';
import type { Line } from './lines.ts';
import type { OtherCurrent, Switch } from './settle-revisions.ts';
import type { Step } from './steps.ts';

/**
 * The steps with a release for each switch: the last thing that is done to an API, so that no revision becomes current
 * before its content, its policies and all else that is its own are there. Releases that the files have come after it.
 */
export function withReleases(
  steps: ReadonlyMap<string, Step>,
  switches: readonly Switch[],
): ReadonlyMap<string, Step> {
  const all = new Map(steps);
  for (const one of switches) {
    const { api, live, wanted, promotion } = one;
    const inApi = [...steps].filter(([, step]) => keyOf(rootOf(step.document.id)) === keyOf(rootOf(api.id)));
    // An entry of the change log would switch by itself, before all else is there.
    const isEntry = ({ document }: Step) => kindOf(document.id.kind).publishedOnlyIf !== undefined;
    const own = inApi.filter(([, step]) => !isEntry(step));
    for (const [key, step] of inApi.filter(([, step]) => isEntry(step)))
      all.set(key, { ...step, after: new Set([...step.after, keyOf(api.id)]) });
    const [difference] = differencesOf(one);
    const changed = own
      .flatMap(([, { changes }]) => changes)
      .find(({ resource }) => keyOf(resource.id) === keyOf(api.id));
    const resource = withCurrentNumber(changed?.resource ?? api, wanted);
    const before = withCurrentNumber(api, live);
    const id = resourceId(revisionKind(api.id.kind), wanted, api.id);
    all.set(keyOf(api.id), {
      id,
      document: { ...resource, id, current: true },
      changes: [
        { kind: 'update', resource, live: before, differences: difference === undefined ? [] : [difference] },
      ],
      after: new Set(own.map(([key]) => key)),
      locks: kindOf(api.id.kind).lock === undefined ? [] : [keyOf(rootOf(api.id))],
      promotion,
    });
  }
  return all;
}

/** What is told of current revisions that are not those of the files. */
export function revisionLines(switches: readonly Switch[], kept: readonly OtherCurrent[]): readonly Line[] {
  return [
    ...switches.map((one): Line => ({ ...lineOf(one), verb: 'update' })),
    ...kept.map((one): Line => ({ ...lineOf(one), verb: 'keep', because: 'other revision current' })),
  ];
}

function lineOf(one: OtherCurrent) {
  return { id: one.api.id, key: keyOf(one.api.id), differences: differencesOf(one) };
}

function differencesOf({ live, wanted }: OtherCurrent): Line['differences'] {
  return [{ path: 'current revision', steps: [currentRevisionProperty], before: live, after: wanted }];
}
