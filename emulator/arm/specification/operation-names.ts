import type { Switches } from '../switches.ts';

const longest = 76;

/** Resource names of imported operations, unique without regard to case (facts 2.1). */
export class OperationNames {
  private readonly taken = new Set<string>();

  constructor(private readonly style: Switches['operationNames']) {}

  /** A name made of an operationId, or of method and path. */
  next(...words: string[]): string {
    const base = this.normalised(words.join('-'));
    let name = base;
    for (let suffix = 1; this.taken.has(name.toLowerCase()); suffix += 1) name = `${base}-${suffix}`;
    this.taken.add(name.toLowerCase());
    return name;
  }

  normalised(words: string): string {
    const cased = this.style === 'lowerCase' ? words.toLowerCase() : words;
    const dashed = cased.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
    return dashed.slice(0, longest).replace(/-+$/, '');
  }
}

/** /pets/{petId} -> PetsPetId */
export function pascal(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
