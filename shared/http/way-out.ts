/** A proxy as the agent describes it, or the environment. */
export interface ProxySettings {
  /** With scheme and port: "http://proxy.contoso.com:8080". */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** Named by HTTPS_PROXY instead of the configuration of the agent. */
  readonly fromEnvironment?: boolean;
}

/** What this machine shows to a server that asks who it is: PEM texts, or an archive (PKCS 12). */
export type ClientCertificate = { readonly passphrase?: string } & (
  { readonly cert: string; readonly key: string } | { readonly pfx: Buffer }
);

/** How requests leave the machine. Without any member: as the client at hand does, trusting what Node trusts. */
export interface WayOut {
  /**
   * The proxy to take to this URL, or undefined to go directly: the agent's bypass list is made of regular expressions.
   * Where this is given it decides alone, whatever HTTPS_PROXY and NO_PROXY say.
   */
  readonly proxyFor?: (url: string) => ProxySettings | undefined;
  /** PEM texts of authorities to trust besides Node's own. */
  readonly authorities?: readonly string[];
  readonly clientCertificate?: ClientCertificate;
}
