import type { ResourceId } from '../apim/resource-id.ts';
import type { Gap } from '../apim/snapshot.ts';
import type { FileChange } from '../artifacts/file-change.ts';
import type { Finding } from './finding.ts';

/** What the files of one resource need to say what the instance says. */
export interface ResourceChange {
  readonly id: ResourceId;
  readonly kind: 'add' | 'edit' | 'delete';
  readonly files: readonly FileChange[];
  /** What of it, where it is changed: "url", "operation GET /orders: added". */
  readonly details: readonly string[];
  /** What somebody who reads the changes has to know. */
  readonly notes: readonly string[];
}

/** What an extraction found and changes; nothing is written yet. */
export interface Extraction {
  readonly changes: readonly ResourceChange[];
  /** All changes of files, in the order of their paths. */
  readonly files: readonly FileChange[];
  /** What a reviewer has to look at first. */
  readonly findings: readonly Finding[];
  /** What was looked at. */
  readonly documents: number;
  /** What is in the instance and yet not in the files, and why. */
  readonly gaps: readonly Gap[];
  /** What somebody who reads the files has to know: files that nothing was made of, words that were not kept. */
  readonly notes: readonly string[];
  /** What came along although the filter does not name it, and what is referred to and left out. */
  readonly scopeNotes: readonly string[];
  /** Names of the instance itself, and of what is its own, that the files hold: how often and where. */
  readonly sourceIds: readonly string[];
}

/** Whether something was left out that a person can bring in: a secret in clear, or a thing only half understood. */
export function isIncomplete({ gaps }: Extraction): boolean {
  return gaps.some(({ why }) => why === 'withheld' || why === 'incomplete');
}
