import type { Behaviour } from '../kind.ts';

/** Facts 1.8: the list leaves the document out. */
export const apiSchemas: Behaviour = {
  show({ properties }, { list }) {
    const { document, ...rest } = properties;
    return list ? rest : { ...rest, document };
  },
};
