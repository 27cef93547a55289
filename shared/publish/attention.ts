import { type Concern, type Difference } from '../apim/differences.ts';
import { differenceInWords } from '../apim/difference-in-words.ts';
import { grouped } from '../apim/grouped.ts';
import { kindNames, kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import type { Line } from './lines.ts';

/** What weighs most comes first. */
const order: readonly Concern[] = ['breaking', 'weaker protection', 'check protection'];

/** Something that people should look at before all other changes. */
export interface Attention {
  readonly concern: Concern;
  readonly resource: string;
  readonly words: string;
}

/** What of a plan breaks callers or protects less, what weighs most first. */
export function attentionIn(lines: readonly Line[]): readonly Attention[] {
  const found = lines.flatMap(({ id, differences }) =>
    differences.flatMap((difference: Difference) =>
      difference.concern === undefined
        ? []
        : [{ concern: difference.concern, resource: describe(id), words: differenceInWords(difference) }],
    ),
  );
  return order.flatMap((concern) => found.filter((one) => one.concern === concern));
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
