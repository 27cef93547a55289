import { painted } from './pipeline-log.ts';

/** What the demo promises, and whether it came true: a demo that only looks good proves nothing. */
export class Checks {
  private readonly kept: string[] = [];
  private readonly broken: string[] = [];

  /** Says at once whether this came true; `found` is told when it did not. */
  expect(promise: string, isTrue: boolean, found?: unknown): void {
    (isTrue ? this.kept : this.broken).push(promise);
    const mark = isTrue ? painted('green', '  ok  ') : painted('red', '  NOT ');
    const detail = isTrue || found === undefined ? '' : ` (found: ${JSON.stringify(found)})`;
    console.log(`${mark}${promise}${detail}`);
  }

  get count(): number {
    return this.kept.length + this.broken.length;
  }

  /** What did not come true. */
  get failures(): readonly string[] {
    return this.broken;
  }
}
