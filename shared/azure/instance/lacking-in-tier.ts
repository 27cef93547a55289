/** Collections that no tier of a group has, by the facts: apim-rest 4.6. Where those are unsure, the tier may lack it. */
const lacking: readonly (readonly [tiers: RegExp, collections: readonly string[]])[] = [
  [
    /^Consumption$/i,
    [
      ...['groups', 'users', 'identityProviders', 'portalsettings', 'portalconfigs', 'portalRevisions'],
      ...['contentTypes', 'templates', 'notifications', 'issues', 'gateways', 'tenant', 'workspaces'],
      'policyRestrictions',
    ],
  ],
  [/v2$/i, ['gateways', 'tenant', 'policyRestrictions', 'templates']],
  [/^(Basic|Standard)$/i, ['gateways', 'policyRestrictions']],
  [/^(Developer|Basic|Standard|BasicV2)$/i, ['workspaces']],
];

/**
 * Whether an instance of this tier is known to have no such collection. Azure says so with 400 or 404, and in some
 * tiers with an unspecific 500 (facts: apim-rest 1.0), which alone says nothing: services in trouble answer it too.
 */
export function lackingInTier(sku: string, collection: string): boolean {
  const wanted = collection.toLowerCase();
  return lacking.some(
    ([tiers, collections]) => tiers.test(sku) && collections.some((one) => one.toLowerCase() === wanted),
  );
}
