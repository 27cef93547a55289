/** One name of a filter: as it is, with `*` for any text and `?` for any character, or with `!` before it: not that. */
export interface NamePattern {
  /** As the user wrote it, without the `!`. */
  readonly text: string;
  readonly excludes: boolean;
  readonly isGlob: boolean;
  /** Without regard to case, as Azure compares names (facts: apim-rest 1.0). */
  readonly matches: (name: string) => boolean;
}

/** Reads one name of a filter. */
export function namePattern(written: string): NamePattern {
  const excludes = written.startsWith('!');
  const text = excludes ? written.slice(1).trim() : written;
  const wanted = text.toLowerCase();
  const isGlob = /[*?]/.test(text);
  return {
    text,
    excludes,
    isGlob,
    matches: (name) => (isGlob ? globMatches(wanted, name.toLowerCase()) : wanted === name.toLowerCase()),
  };
}

/** Walks both once, going back to the last star only: no pattern takes more than pattern times name. */
function globMatches(pattern: string, name: string): boolean {
  let [at, here] = [0, 0];
  let star: { readonly after: number; from: number } | undefined;
  while (here < name.length) {
    if (pattern[at] === '*') {
      star = { after: at + 1, from: here };
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === name[here]) {
      at += 1;
      here += 1;
    } else if (star !== undefined) {
      star.from += 1;
      at = star.after;
      here = star.from;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
