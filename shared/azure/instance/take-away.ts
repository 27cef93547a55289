import type { Write } from '../../apim/instance.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { rootOf } from '../../apim/resource-id.ts';
import type { Edge } from './edge.ts';
import { lackingInTier } from './lacking-in-tier.ts';
import { pathInInstance } from './paths.ts';

/** Takes away links that the service has made along with something new, where the tier has such links. */
export async function takeAway({ unwanted = [] }: Write, { arm, base, sku, current }: Edge): Promise<void> {
  for (const link of unwanted) {
    const { linksTo } = kindOf(link.kind);
    const ends = [rootOf(link).kind, ...(linksTo === undefined ? [] : [linksTo])];
    if (ends.some((kind) => lackingInTier(sku, kindOf(kind).azure.collection))) continue;
    await arm.delete(base + pathInInstance(link, current.of));
  }
}
