/** What a resource may be called (facts 1.0). A slash cannot occur. */
export const legalNames = {
  long: /^[^*#&+:<>?/]{1,256}$/,
  short: /^[^*#&+:<>?/]{1,80}$/,
  any80: /^[^/]{1,80}$/,
  any256: /^[^/]{1,256}$/,
  fragment: /^(?=.{1,80}$)(\w+|\w[\w-]+\w)$/,
} as const;

/** A closed set of names, in any case. */
export function oneOfNames(...names: readonly string[]): RegExp {
  return new RegExp(`^(${names.join('|')})$`, 'i');
}
