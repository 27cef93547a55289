import type { Instance } from '../instance.ts';
import { objectsOf, textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames, oneOfNames } from '../legal-names.ts';
import { invalid } from '../refusal.ts';
import type { Entry } from '../store.ts';

/** Facts 1.10: only of tags that the API has. */
const tagDescriptions: Behaviour = {
  admit(wanted, { instance, place }) {
    if (!instance.store.get(`${place.parent}/tags/${place.key.split('/').at(-1) ?? ''}`))
      throw invalid('tagId', 'Tag is not assigned to the API.');
    return wanted;
  },

  show({ key, properties }, { instance }) {
    const tag = instance.find(`tags/${key.split('/').at(-1) ?? ''}`);
    return {
      ...properties,
      ...(tag
        ? { tagId: `/${instance.pathOf(tag)}`, displayName: tag.properties['displayName'] ?? null }
        : {}),
    };
  },
};

/** Facts 1.10. */
const wikis: Behaviour = {
  admit(wanted, { instance }) {
    for (const page of objectsOf(wanted, 'documents')) {
      const id = (textOf(page, 'documentationId') ?? '').split('/').at(-1) ?? '';
      if (!instance.find(`documentations/${id.toLowerCase()}`))
        throw invalid('documents', `Documentation with id '${id}' not found.`);
    }
    return { documents: [], ...wanted };
  },
};

const documentations: Behaviour = {
  afterDelete(entry, { instance }) {
    for (const wiki of instance.store.all().filter(({ key }) => key.endsWith('/wikis/default')))
      forget(instance, wiki, entry);
  },
};

function forget({ store }: Instance, wiki: Entry, { name }: Entry): void {
  const pages = objectsOf(wiki.properties, 'documents');
  const left = pages.filter((page) => textOf(page, 'documentationId')?.toLowerCase() !== name.toLowerCase());
  if (left.length < pages.length) store.put(wiki.key, wiki.name, { ...wiki.properties, documents: left });
}

const wiki = {
  noun: 'Wiki',
  names: oneOfNames('default'),
  missingIsError: true,
  filters: ['name:eq,contains'],
  behaviour: wikis,
} as const;

/** What tells readers about APIs and products: tag descriptions, wikis, documentations (facts 1.10). */
export const describingKinds: readonly Kind[] = [
  {
    collections: 'apis/tagDescriptions',
    noun: 'TagDescription',
    names: legalNames.short,
    without: ['PATCH'],
    namedAfter: 'tags',
    readOnly: ['tagId', 'displayName'],
    limits: { externalDocsUrl: 2000 },
    filters: ['displayName', 'name'],
    behaviour: tagDescriptions,
  },
  { collections: 'apis/wikis', ...wiki, rootOnly: true },
  { collections: 'products/wikis', ...wiki },
  {
    collections: 'documentations',
    noun: 'Documentation',
    names: legalNames.long,
    filters: ['name:eq,contains'],
    behaviour: documentations,
  },
];
