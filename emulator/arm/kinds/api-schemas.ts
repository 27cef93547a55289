import type { Behaviour } from '../kind.ts';
import { Refusal } from '../refusal.ts';
import { checkGraphqlSchema } from '../specification/graphql-schema.ts';

/** Facts 1.8: the list leaves the document out. */
export const apiSchemas: Behaviour = {
  settle(wanted) {
    checkGraphqlSchema(wanted);
    return { properties: wanted };
  },

  show({ properties }, { list }) {
    const { document, ...rest } = properties;
    return list ? rest : { ...rest, document };
  },

  /** A schema that operations refer to goes only with force=true (facts 1.8); the words are a guess. */
  beforeDelete({ key, name }, { instance, query }) {
    const api = key.slice(0, key.lastIndexOf('/schemas/'));
    const used = instance.store
      .list(`${api}/operations`)
      .some(({ properties }) => schemaIdsIn(JSON.stringify(properties)).includes(name));
    if (used && query.get('force') !== 'true')
      throw new Refusal(400, 'ValidationError', `The schema '${name}' is used by operations.`, null);
  },
};

function schemaIdsIn(json: string): string[] {
  return [...json.matchAll(/"schemaId":"([^"]+)"/g)].map((match) => match[1] ?? '');
}
