import type { Instance } from '../instance.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { invalid, Refusal } from '../refusal.ts';

const builtIn = ['page', 'layout', 'document', 'blob', 'block', 'menu', 'popup', 'url', 'configuration'];
const most = 50;

/** Content types of the portal that are there from the start (facts 1.20). */
export function addContentTypes({ store }: Instance): void {
  for (const name of builtIn)
    store.put(`contenttypes/${name}`, name, {
      id: `/contentTypes/${name}`,
      name,
      version: '1.0.0',
      schema: {},
    });
}

/** Facts 1.20: built-in ones cannot be changed, the others are named c-... */
const contentTypes: Behaviour = {
  admit(wanted, { place: { name = '' } }) {
    refuseBuiltIn(name);
    if (!name.toLowerCase().startsWith('c-'))
      throw invalid('id', "The identifier of a custom content type must start with 'c-'.");
    return wanted;
  },

  beforeDelete({ name }) {
    refuseBuiltIn(name);
  },
};

function refuseBuiltIn(name: string): void {
  if (builtIn.includes(name.toLowerCase()))
    throw new Refusal(400, 'ValidationError', `The built-in content type '${name}' cannot be changed.`, null);
}

const contentItems: Behaviour = {
  admit(wanted, { instance, place, existing }) {
    if (!existing && instance.store.list(place.collection).length >= most)
      throw new Refusal(
        400,
        'ValidationError',
        `You've reached the maximum number of Content Items (${most}) in Content Type '${place.parent.split('/').at(-1) ?? ''}'.`,
        null,
      );
    return wanted;
  },
};

export const contentKinds: readonly Kind[] = [
  {
    collections: 'contentTypes',
    noun: 'ContentType',
    names: legalNames.any80,
    unpaged: true,
    without: ['HEAD', 'PATCH'],
    behaviour: contentTypes,
  },
  {
    collections: 'contentTypes/contentItems',
    noun: 'ContentItem',
    names: legalNames.any80,
    unpaged: true,
    without: ['PATCH'],
    behaviour: contentItems,
  },
];
