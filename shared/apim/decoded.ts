/** A part of an address without its percent-encoding; what is not encoded, such as a lone "%", is what it says. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
