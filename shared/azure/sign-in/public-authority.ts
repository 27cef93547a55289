/** The hosts that Microsoft's public instance discovery knows (@azure/msal-common, AuthorityMetadata). */
const known = new Set([
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
  'login.microsoftonline.de',
  'login.microsoftonline.us',
  'login.usgovcloudapi.net',
  'login-us.microsoftonline.com',
]);

/** Whether discovery may be asked about this authority. For any other it would send us to the public cloud, and fail. */
export function isPublicAuthority(authorityHost: string): boolean {
  return known.has(new URL(authorityHost).hostname.toLowerCase());
}
