import { isList } from '../apim/json.ts';
import { childrenOf, kindOf, type KindName } from '../apim/kinds/table.ts';
import { describe, resourceId, rootOf, type ResourceId } from '../apim/resource-id.ts';
import type { Selection } from '../apim/selection.ts';
import { oneError, type TaskError } from '../errors/task-error.ts';
import { didYouMean } from '../apim/nearest.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** What a filter file names. A section that is absent restricts nothing, an empty one leaves nothing. */
export interface Filter extends Selection {
  /** An error for each entry that matches none of these resources. */
  readonly unmatched: (found: readonly ResourceId[]) => readonly TaskError[];
}

interface Entry {
  readonly kind: KindName;
  readonly name: string;
  readonly path: readonly (string | number)[];
}

/**
 * Reads a filter: `apis: [orders, customers]`, a list of names for each kind, without regard to case
 * (facts: peers 2.8). Throws INVALID_FILE, or SEVERAL of them, for unknown sections and entries that are no names.
 */
export function readFilter(text: string, file: string): Filter {
  const yaml = readYamlFile(text, file);
  const problems: TaskError[] = [];
  const restricted = new Set<KindName>();
  const entries = Object.entries(yaml.content).flatMap(([section, list]): readonly Entry[] => {
    const kind = sections.get(section);
    if (kind === undefined) {
      problems.push(
        yaml.error(
          'INVALID_FILE',
          [section],
          `unknown section "${section}".`,
          didYouMean(section, [...sections.keys()]),
        ),
      );
      return [];
    }
    restricted.add(kind);
    return entriesOf(kind, section, list ?? [], yaml, problems);
  });
  if (problems.length > 0) throw oneError(problems, `${file} has ${problems.length} problems.`);
  const names = new Set(entries.map(({ kind, name }) => `${kind} ${name.toLowerCase()}`));
  const includesRoot = ({ kind, name }: ResourceId) =>
    !restricted.has(kind) || names.has(`${kind} ${name.toLowerCase()}`);
  return {
    concerns: (kind) => !restricted.has(kind) || entries.some((entry) => entry.kind === kind),
    includes: (id) => {
      const { linksTo } = kindOf(id.kind);
      // A link belongs to both of its ends: with one end outside, it is somebody else's.
      return (
        includesRoot(rootOf(id)) && (linksTo === undefined || includesRoot(resourceId(linksTo, id.name)))
      );
    },
    unmatched: (found) => unmatched(entries, found, yaml),
  };
}

const sections: ReadonlyMap<string, KindName> = new Map(
  childrenOf(undefined).flatMap((kind) => {
    const { section } = kindOf(kind);
    return section === undefined ? [] : [[section, kind] as const];
  }),
);

function entriesOf(
  kind: KindName,
  section: string,
  list: unknown,
  yaml: YamlFile,
  problems: TaskError[],
): readonly Entry[] {
  if (!isList(list)) {
    problems.push(
      yaml.error(
        'INVALID_FILE',
        [section],
        `"${section}" is not a list.`,
        `Write ${section}: [name, other-name].`,
      ),
    );
    return [];
  }
  return list.flatMap((name, at): readonly Entry[] => {
    if (typeof name === 'string' && name !== '') return [{ kind, name, path: [section, at] }];
    const message = `an entry of "${section}" is not a name.`;
    problems.push(
      yaml.error(
        'INVALID_FILE',
        [section, at],
        message,
        'Entries are names; what belongs to a named one comes along.',
      ),
    );
    return [];
  });
}

function unmatched(
  entries: readonly Entry[],
  found: readonly ResourceId[],
  yaml: YamlFile,
): readonly TaskError[] {
  return entries.flatMap(({ kind, name, path }) => {
    const names = found.filter((id) => id.kind === kind && id.parent === undefined).map((id) => id.name);
    if (names.some((one) => one.toLowerCase() === name.toLowerCase())) return [];
    const message = `${describe(resourceId(kind, name))} is neither in the instance nor in the folder.`;
    return [yaml.error('UNMATCHED_FILTER', path, message, didYouMean(name, names))];
  });
}
