/** Ends a switch over a closed union: a forgotten member does not compile. */
export function unreachable(value: never): never {
  throw new Error(`This is a bug in the extension: unexpected ${JSON.stringify(value)}.`);
}
