import { type JsonObject, textAt } from './json.ts';

/** A secret or certificate that an instance reads from Key Vault by itself. */
export interface VaultReference {
  /** "vault.example" */
  readonly vault: string;
  readonly secret: string;
  /** Client id of the identity that it is read with; undefined: the instance's own. */
  readonly identity: string | undefined;
  /** For people: "the secret key of the vault vault.example, with the identity ..." */
  readonly words: string;
}

/** What a thing refers to in Key Vault; undefined: nothing (facts: apim-rest 1.13, 1.16). */
export function vaultReferenceIn(properties: JsonObject): VaultReference | undefined {
  const identifier = textAt(properties, 'keyVault', 'secretIdentifier');
  if (identifier === undefined) return undefined;
  const { vault = identifier, secret = '' } =
    /^https:\/\/(?<vault>[^/]+)\/(?:secrets|certificates|keys)\/(?<secret>[^/]+)/i.exec(identifier)?.groups ??
    {};
  const given = textAt(properties, 'keyVault', 'identityClientId') ?? '';
  const identity = given === '' ? undefined : given;
  const who = identity === undefined ? 'its own identity' : `the identity ${identity}`;
  return { vault, secret, identity, words: `the secret ${secret} of the vault ${vault}, read with ${who}` };
}

/** What the service says of its last attempt to read it, where that failed; the versions of Azure differ in the code. */
export function vaultTroubleIn(properties: JsonObject): string | undefined {
  const code = textAt(properties, 'keyVault', 'lastStatus', 'code');
  if (code === undefined || /^(success|ok|succeeded)$/i.test(code)) return undefined;
  const message = textAt(properties, 'keyVault', 'lastStatus', 'message') ?? '';
  return message === '' ? code : `${code}: ${message}`;
}
