/** What the checks read of a task.json; the schema has made sure of these shapes. */
export interface TaskManifest {
  readonly id: string;
  readonly name: string;
  readonly friendlyName: string;
  readonly instanceNameFormat: string;
  readonly minimumAgentVersion: string;
  readonly version: { readonly Major: number; readonly Minor: number; readonly Patch: number };
  readonly groups?: readonly { readonly name: string }[];
  readonly inputs: readonly InputManifest[];
  readonly dataSourceBindings?: readonly DataSourceBinding[];
  readonly outputVariables?: readonly { readonly name: string }[];
  readonly restrictions?: { readonly settableVariables?: { readonly allowed: readonly string[] } };
  readonly execution: Readonly<Record<string, { readonly target: string }>>;
}

/** A list that the service fetches for the editor, with the rights of the connection. */
export interface DataSourceBinding {
  readonly target: string;
  readonly endpointId: string;
  readonly endpointUrl?: string;
  readonly resultSelector?: string;
  readonly resultTemplate?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface InputManifest {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly type: string;
  readonly required?: boolean;
  readonly defaultValue?: string | boolean;
  readonly helpMarkDown?: string;
  readonly groupName?: string;
  readonly visibleRule?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, string | boolean>>;
}

/** What the checks read of vss-extension.json; nothing has been made sure of. */
export interface ExtensionManifest {
  readonly manifestVersion?: number;
  readonly id?: string;
  readonly publisher?: string;
  readonly version?: string;
  readonly name?: string;
  readonly description?: string;
  readonly public?: boolean;
  readonly galleryFlags?: readonly string[];
  readonly screenshots?: readonly { readonly path: string }[];
  readonly links?: Readonly<Record<string, { readonly uri: string }>>;
  readonly categories?: readonly string[];
  readonly scopes?: readonly string[];
  readonly targets?: readonly { readonly id: string }[];
  readonly icons?: { readonly default?: string };
  readonly content?: Readonly<Record<string, { readonly path: string }>>;
  readonly files?: readonly { readonly path: string; readonly addressable?: boolean }[];
  readonly contributions?: readonly {
    readonly id: string;
    readonly type: string;
    readonly targets: readonly string[];
    readonly properties: { readonly name?: string };
  }[];
}
