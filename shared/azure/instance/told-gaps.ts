import { kindNames, kindOf } from '../../apim/kinds/table.ts';
import { scopeKey } from '../../apim/resource-id.ts';
import type { Gap } from '../../apim/snapshot.ts';

/** What was not read, as a snapshot tells it. */
export function told(gaps: readonly Gap[]): readonly Gap[] {
  return oncePerKind([...gaps, ...linksToLacking(gaps)]);
}

/** Where there are no groups there are no links to groups either, also in products that are not there yet. */
function linksToLacking(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.flatMap((lacking) =>
    lacking.why === 'not offered here'
      ? kindNames.filter((kind) => kindOf(kind).linksTo === lacking.of).map((of) => ({ ...lacking, of }))
      : [],
  );
}

/** What is lacking below each of many products is told once. */
function oncePerKind(gaps: readonly Gap[]): readonly Gap[] {
  const lists = new Set<string>();
  return gaps.filter(({ of, in: workspace }) => {
    if (typeof of !== 'string') return true;
    const list = `${of} ${scopeKey(workspace)}`;
    const isNew = !lists.has(list);
    lists.add(list);
    return isNew;
  });
}
