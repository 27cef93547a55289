import type { Concern, Difference } from '../apim/differences.ts';
import { differenceInWords } from '../apim/difference-in-words.ts';
import { grouped } from '../apim/grouped.ts';
import { kindNames, kindOf } from '../apim/kinds/table.ts';
import type { Reachable } from '../apim/reachable.ts';
import { describe, type ResourceId } from '../apim/resource-id.ts';
import type { Line } from './lines.ts';

/** What weighs most comes first. */
const order = ['breaking', 'weaker protection', 'becomes reachable', 'check protection'] as const;

/** Something that people should look at before all other changes. */
export interface Attention {
  readonly concern: Concern | 'becomes reachable';
  readonly resource: string;
  readonly words: string;
}

/** What of a plan breaks callers, protects less or opens an API to more callers; what weighs most first. */
export function attentionIn(lines: readonly Line[], opened: readonly Reachable[] = []): readonly Attention[] {
  const reachable = opened.map(({ api, why }): Attention => {
    return { concern: 'becomes reachable', resource: describe(api), words: why };
  });
  const found = lines.flatMap(({ id, verb, differences }): readonly Attention[] => {
    const resource = describe(id);
    const gone =
      verb === 'delete' && isCalled(id)
        ? [{ concern: 'breaking' as const, resource, words: 'is deleted' }]
        : [];
    return [...gone, ...differences.flatMap((one) => ofDifference(resource, one))];
  });
  return order.flatMap((concern) => [...found, ...reachable].filter((one) => one.concern === concern));
}

/** The same differences, what weighs most first: a line that is cut off still has it. */
export function weightiestFirst(differences: readonly Difference[]): readonly Difference[] {
  const weight = ({ concern }: Difference) => (concern === undefined ? order.length : order.indexOf(concern));
  return [...differences].sort((left, right) => weight(left) - weight(right));
}

function ofDifference(resource: string, difference: Difference): readonly Attention[] {
  const { concern, path, note } = difference;
  if (concern === undefined) return [];
  // The resource is the policy, and the concern is said already.
  const words = path === 'policy' && note !== undefined ? note : differenceInWords(difference);
  return [{ concern, resource, words: words.replace(` [${concern}]`, '') }];
}

/** Consumers call APIs, whichever revision, and operations of them. */
function isCalled({ kind }: ResourceId): boolean {
  const { azure, carriedBy } = kindOf(kind);
  return azure.specification === true || carriedBy !== undefined;
}

/** How many of each kind a plan touches, in the order of the kinds: "API policy: 12 update, 3 create". */
export function countsByKind(lines: readonly Line[]): readonly string[] {
  const kinds = grouped(
    lines.filter(({ verb }) => verb !== 'keep'),
    ({ id }) => id.kind,
  );
  return kindNames.flatMap((kind) => {
    const verbs = grouped(kinds.get(kind) ?? [], ({ verb }) => verb);
    const counts = [...verbs].map(([verb, { length }]) => `${length} ${verb}`);
    return counts.length === 0 ? [] : [`${kindOf(kind).words}: ${counts.join(', ')}`];
  });
}
