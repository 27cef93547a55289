import { isList, type Json } from '../../shared/apim/json.ts';
import { isLink, kindOf } from '../../shared/apim/kinds/table.ts';
import { namesOf } from '../../shared/apim/names.ts';
import { formsOf, pathIn, type Role } from '../../shared/artifacts/layout.ts';
import type { Files } from '../services/world-files.ts';
import type { Thing } from './random-graph.ts';

const current = () => '1';

/** The folder of such a graph, as the table says where things are. */
export function filesOf(things: readonly Thing[]): Files {
  const files: Record<string, string> = {};
  for (const thing of things) {
    const { id, properties, policy, specification } = thing;
    const form = hasFile(thing) ? formsOf(id.kind, 'information')[0] : undefined;
    if (form?.list !== undefined) {
      const path = pathIn(form, id, current);
      const names = namesOf(id, current);
      const above = isList(form.list) ? form.list : [];
      const before = JSON.parse(files[path] ?? '[]') as readonly Json[];
      const entry = Object.fromEntries(Object.entries(names).filter(([kind]) => above.includes(kind)));
      files[path] = JSON.stringify([...before, { ...entry, name: id.name }]);
    } else if (form !== undefined) {
      const content = isLink(id.kind) ? {} : { properties };
      files[pathIn(form, id, current)] = JSON.stringify(content);
    }
    const put = (role: Role, text: string | undefined, extension = '') => {
      const [place] = formsOf(id.kind, role);
      if (text !== undefined && place !== undefined) files[pathIn(place, id, current, extension)] = text;
    };
    put('policy', policy);
    put('specification', specification?.[1], specification?.[0]);
  }
  return files;
}

/** Whether it has a file of its own, and so a request; most operations come with their API. */
export function hasFile({ id, properties }: Thing): boolean {
  const { files, carriesItself } = kindOf(id.kind);
  return files !== undefined && (carriesItself?.(properties) ?? true);
}
