/**
 * What instances have and this table has no row for yet. Reports name it, so that nobody takes silence for
 * "there is none" (promise 9). A kind that gets its row leaves this list.
 */
export const notCarried: readonly string[] = [
  'users',
  'contents of the developer portal',
  'notifications and e-mail templates',
  'issues of APIs',
];
