import { textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { invalid } from '../refusal.ts';

/** Facts 1.3: of GraphQL APIs only; the path is Type/field. */
const resolvers: Behaviour = {
  admit(wanted, { instance, place }) {
    const api = instance.find(place.parent);
    if (textOf(api?.properties ?? {}, 'type')?.toLowerCase() !== 'graphql')
      throw invalid('aid', 'Resolver entity can only be defined for GraphQL API type.');
    if (!/^[^/]+\/[^/]+$/.test(textOf(wanted, 'path') ?? ''))
      throw invalid('path', "Path must have the form 'Type/field'.");
    return wanted;
  },
};

export const resolverKinds: readonly Kind[] = [
  {
    collections: 'apis/resolvers',
    noun: 'Resolver',
    names: legalNames.any80,
    required: ['displayName', 'path'],
    limits: { displayName: 300, path: 300 },
    filters: ['name', 'displayName', 'description', 'path'],
    behaviour: resolvers,
  },
];
