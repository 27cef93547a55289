/** What shall happen to one file. Paths are relative to the repository's root, with forward slashes. */
export type FileChange =
  | { readonly kind: 'add' | 'edit'; readonly path: string; readonly content: Uint8Array }
  | { readonly kind: 'delete'; readonly path: string };
