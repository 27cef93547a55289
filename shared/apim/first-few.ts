/** The first of many names in one line, and that there are more: "a, b, ...". */
export function firstFew(names: readonly string[], most: number): string {
  return names.slice(0, most).join(', ') + (names.length > most ? ', ...' : '');
}

/** The same, and how many more: "a, b, and 3 more". */
export function firstAndMore(names: readonly string[], most: number, separator = ', '): string {
  const more = names.length > most ? [`and ${names.length - most} more`] : [];
  return [...names.slice(0, most), ...more].join(separator);
}
