import type { Difference } from '../differences.ts';
import type { PolicyDifference } from './policy-differences.ts';

/** Why people should look at a statement that came, went or changed: to be laid into the difference told of it. */
export function protectionConcern({ protection }: PolicyDifference): Pick<Difference, 'concern'> {
  if (protection === undefined) return {};
  return { concern: protection === 'weaker' ? 'weaker protection' : 'check protection' };
}
