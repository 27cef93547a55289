import { textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { namedValuesOf } from '../policy-xml/references.ts';
import { invalid } from '../refusal.ts';
import { secretNamedValue } from './system-named-values.ts';

/** Facts 1.16: even the answer to PUT shows a named value that the service has made. */
const caches: Behaviour = {
  admit(wanted, { instance, place: { scope } }) {
    const value = textOf(wanted, 'connectionString') ?? '';
    const [reference] = namedValuesOf(value);
    if (reference === undefined)
      return { ...wanted, connectionString: secretNamedValue(instance, { scope, prefix: '', value }) };
    if (!instance.findByDisplayName('namedvalues', reference))
      throw invalid('connectionString', `Property '${reference}' not found.`);
    return wanted;
  },
};

export const cacheKinds: readonly Kind[] = [
  {
    collections: 'caches',
    noun: 'Cache',
    names: legalNames.short,
    required: ['connectionString', 'useFromLocation'],
    limits: { connectionString: 300, description: 2000, resourceId: 2000, useFromLocation: 256 },
    filters: [],
    behaviour: caches,
  },
];
