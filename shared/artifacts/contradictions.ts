import { grouped } from '../apim/grouped.ts';
import { isLink, kindOf } from '../apim/kinds/table.ts';
import { describe, keyOf } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Spelled } from './manner.ts';

/** Files that could contradict each other: none of them wins in silence. */
export function contradictions(parts: readonly Spelled[]): readonly TaskError[] {
  return [...saidTwice(parts), ...inTwoSpellings(parts)];
}

/** Two files that say the same part: "Orders" beside "orders", .yaml beside .json, one name twice in a list. */
function saidTwice(parts: readonly Spelled[]): readonly TaskError[] {
  const groups = [...grouped(parts, ({ id, role }) => `${keyOf(id)} ${role}`).values()];
  return groups.flatMap((group) => {
    const paths = [...new Set(group.map(({ path }) => path))];
    const [first] = paths;
    if (group.length < 2 || first === undefined) return [];
    // Two spellings of one link are told below, for all links of the thing at once.
    if (new Set(group.map(({ form }) => form.path)).size > 1 && isLinkPart(group[0])) return [];
    const message =
      paths.length > 1
        ? `${paths.join(' and ')} hold the same thing.`
        : `${first} names ${group[0] === undefined ? '' : describe(group[0].id)} more than once.`;
    return [new TaskError('INVALID_FILE', { message, remedy: 'Keep one of them.', where: { file: first } })];
  });
}

/**
 * Links of one thing in two spellings: one of them is probably left over from a tool that has been replaced, and what
 * it says need not be true any more. Nobody can tell which.
 */
function inTwoSpellings(parts: readonly Spelled[]): readonly TaskError[] {
  const links = parts.filter(isLinkPart);
  const groups = [...grouped(links, ({ id }) => `${id.kind} ${id.parent ? keyOf(id.parent) : ''}`).values()];
  return groups.flatMap((group) => {
    const spellings = [...grouped(group, ({ form }) => form.path).values()];
    const [one, other] = spellings.map(([first]) => first);
    if (one === undefined || other === undefined) return [];
    const whose = one.id.parent === undefined ? '' : ` of ${describe(one.id.parent)}`;
    return [
      new TaskError('INVALID_FILE', {
        message: `${one.path} and ${other.path} are two ways to say which ${kindOf(one.id.kind).words}s${whose} there are.`,
        remedy: 'Keep one way: the files of the other one are probably left over from an earlier tool.',
        where: { file: one.path },
      }),
    ];
  });
}

function isLinkPart(part: Spelled | undefined): boolean {
  return part !== undefined && isLink(part.id.kind);
}
