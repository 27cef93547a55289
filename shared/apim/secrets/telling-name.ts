/** How sure a name makes that its value is a secret. */
export type Telling = 'surely' | 'if random';

/** Names of what everybody may know, or of what only looks like a key. */
const harmless =
  /public[-_ ]?key|instrumentation[-_ ]?key|(?:cache|counter|partition|routing|sort|lookup|idempotency|foreign|etag)[-_ ]?key|key[-_ ]?(?:id|name|vault)$|page[-_ ]?token|continuation[-_ ]?token|next[-_ ]?token/i;

const sure = /(?:password|passwd|passphrase|pwd|client[-_ ]?secret|shared[-_ ]?secret)$/i;
const likely = /(?:secret|credentials?|token|connection[-_ ]?string|api[-_ ]?key|access[-_ ]?key)$/i;
const word = /(?:^|[-_. ])(?:key|keys|sas|pat|signature|hmac|salt)$/i;
const camel = /[a-z\d](?:Key|Sas|Pat|Signature)$/;

/** Whether the name of a header, a parameter, a variable or a property says that its value is secret: it ends so. */
export function telling(name: string): Telling | undefined {
  if (harmless.test(name)) return undefined;
  if (sure.test(name)) return 'surely';
  return likely.test(name) || word.test(name) || camel.test(name) ? 'if random' : undefined;
}
