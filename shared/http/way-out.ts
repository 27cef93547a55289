/** A proxy as the agent describes it. */
export interface ProxySettings {
  /** With scheme and port: "http://proxy.contoso.com:8080". */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

/** How requests leave the machine. Without any member: directly, or as HTTPS_PROXY says, trusting what Node trusts. */
export interface WayOut {
  /** The proxy to take to this URL, or undefined: the agent's bypass list is made of regular expressions over URLs. */
  readonly proxyFor?: (url: string) => ProxySettings | undefined;
  /** PEM texts of authorities to trust besides Node's own. */
  readonly authorities?: readonly string[];
}
