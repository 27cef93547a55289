import { carriesItself } from './documents.ts';
import { textAt } from './json.ts';
import { describe } from './resource-id.ts';
import type { Resource } from './resource.ts';
import { resourceAt, type Snapshot } from './snapshot.ts';
import { routeIn } from './specification/routes.ts';
import { wadlOperations } from './specification/wadl.ts';

/**
 * Without the operations that a WADL among the files says: it can say any method, so they are carried by it like the
 * others. Throws INVALID_FILE.
 */
export async function withoutSaidByWadl(live: Snapshot, files: Snapshot): Promise<Snapshot> {
  const routes = new Map<Resource, Promise<ReadonlySet<string>>>();
  const resources = await Promise.all(
    [...live.resources].map(async ([key, resource]) => {
      const { id, properties } = resource;
      const holder = id.parent === undefined ? undefined : resourceAt(files, id.parent);
      if (holder?.specification?.format !== 'wadl' || !carriesItself(id, live))
        return [[key, resource]] as const;
      const said = routes.get(holder) ?? routesIn(holder);
      routes.set(holder, said);
      const own = routeIn(textAt(properties, 'method') ?? '', textAt(properties, 'urlTemplate') ?? '');
      return (await said).has(own) ? [] : ([[key, resource]] as const);
    }),
  );
  return { ...live, resources: new Map(resources.flat()) };
}

async function routesIn({ id, file, specification }: Resource): Promise<ReadonlySet<string>> {
  const text = (await specification?.load()) ?? '';
  const operations = wadlOperations(text, file ?? describe(id));
  return new Set(operations.map(({ method, path }) => routeIn(method, path)));
}
