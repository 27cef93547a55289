/**
 * Whether the service made the name up, as it does for what comes without one: 24 hexadecimal digits (facts:
 * apim-rest, Notation). It says nothing, and is another one in every instance.
 */
export function isInventedName(name: string): boolean {
  return /^[0-9a-f]{24}$/i.test(name);
}
