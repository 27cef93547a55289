/** The portals of the clouds that have API Management, by the address of their Azure Resource Manager. */
const portals: Readonly<Record<string, string>> = {
  'management.azure.com': 'https://portal.azure.com',
  'management.usgovcloudapi.net': 'https://portal.azure.us',
  'management.chinacloudapi.cn': 'https://portal.azure.cn',
};

/** The page of an instance in the Azure portal; undefined for a cloud whose portal nobody has told us. */
export function portalUrl(
  armUrl: string,
  of: { readonly subscriptionId: string; readonly resourceGroup: string; readonly serviceName: string },
): string | undefined {
  const { hostname } = new URL(armUrl);
  const portal = Object.hasOwn(portals, hostname) ? portals[hostname] : undefined;
  if (portal === undefined) return undefined;
  const { subscriptionId, resourceGroup, serviceName } = of;
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${encodeURIComponent(resourceGroup)}`;
  return `${portal}/#resource${group}/providers/Microsoft.ApiManagement/service/${serviceName}/overview`;
}
