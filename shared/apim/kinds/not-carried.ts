/**
 * What instances have and this table has no row for yet. Reports name it, so that nobody takes silence for
 * "there is none" (promise 9). A kind that gets its row leaves this list.
 */
export const notCarried: readonly string[] = [
  'users and members of groups',
  'contents of the portal',
  'notifications and e-mail templates',
  'issues of APIs',
  'connections of authorization providers',
  'client applications',
  'gateways of workspaces',
  'settings of the service itself',
];
