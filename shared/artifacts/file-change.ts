/** What happens to one file. Paths are relative to the artifacts folder, with forward slashes. */
export type FileChange =
  | { readonly kind: 'add' | 'edit'; readonly path: string; readonly content: Uint8Array }
  | { readonly kind: 'delete'; readonly path: string };

/** The files of an artifacts folder: relative path -> bytes. */
export type ArtifactFiles = ReadonlyMap<string, Uint8Array>;
