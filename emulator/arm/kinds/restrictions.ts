import { textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { invalid } from '../refusal.ts';

/** Facts 1.7: of the service, an API, an operation or a product. */
const policyRestrictions: Behaviour = {
  admit(wanted) {
    const scope = textOf(wanted, 'scope') ?? '';
    if (!/^$|\/(apis|products)\/[^/]+$|\/apis\/[^/]+\/operations\/[^/]+$|\/service\/[^/]+\/?$/i.test(scope))
      throw invalid('scope', `The scope '${scope}' is not valid.`);
    return wanted;
  },
};

const scopes = { 'set-header': 127, 'rate-limit': 127, cors: 127, 'forward-request': 127 };

export const restrictionKinds: readonly Kind[] = [
  {
    collections: 'policyRestrictions',
    noun: 'PolicyRestriction',
    names: legalNames.any80,
    unpaged: true,
    oneOf: { requireBase: ['true', 'false'] },
    behaviour: policyRestrictions,
  },
  {
    collections: 'policyDescriptions',
    noun: 'PolicyDescription',
    unpaged: true,
    view: ({ resourceId }) =>
      Object.entries(scopes).map(([name, scope]) => ({
        id: `${resourceId}/policyDescriptions/${name}`,
        type: 'Microsoft.ApiManagement/service/policyDescriptions',
        name,
        properties: { description: `The policy ${name}.`, scope },
      })),
  },
];
