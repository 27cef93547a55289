/** A text in its author's words, or why those could not be kept. */
export interface MergedText {
  readonly text: string;
  /** Why nothing of the file was kept. Absent: what means the same in both is as its author wrote it. */
  readonly replacedBecause?: string;
  /** Why the text is not what the instance has. */
  readonly keptThough?: string;
}
