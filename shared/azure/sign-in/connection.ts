/** What every service connection to Azure says. */
interface AzurePlace {
  /** URL of Azure Resource Manager, with or without a slash at the end. It decides the cloud. */
  readonly armUrl: string;
  /** Where tokens are given out: "https://login.microsoftonline.com/". */
  readonly authorityHost: string;
  /** Where a person edits the connection; named in remedies. */
  readonly settingsUrl?: string;
}

/** An application that proves who it is to Microsoft Entra. */
interface Application extends AzurePlace {
  readonly tenantId: string;
  readonly clientId: string;
}

/** A service connection as plain data, by scheme. */
export type AzureConnection =
  | (Application & {
      readonly scheme: 'WorkloadIdentityFederation';
      readonly serviceConnectionId: string;
      /** Token of the job, which may ask for ID tokens. */
      readonly systemAccessToken: string;
      /** System.OidcRequestUri; servers that do not send it need it composed (facts: azure-pipelines 2.8). */
      readonly oidcRequestUri: string;
    })
  | (Application & { readonly scheme: 'ServicePrincipal'; readonly secret: string })
  | (Application & {
      readonly scheme: 'ServicePrincipalCertificate';
      /** PEM text: the private key, then its certificate. */
      readonly certificate: string;
    })
  | (AzurePlace & {
      readonly scheme: 'ManagedServiceIdentity';
      /** Of an identity that a user assigned to the machine; absent for the machine's own. */
      readonly clientId?: string;
    });
