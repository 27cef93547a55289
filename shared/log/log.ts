/** What is told while working. Implemented by the agent's edge; texts may come from outside, the edge makes them safe. */
export interface Log {
  /** Opens a folded group; it ends when the returned function is called. */
  group(title: string): () => void;
  line(text: string): void;
  warning(text: string): void;
  /** Shown only when the pipeline runs with System.Debug. Never a body, never a secret. */
  debug(text: string): void;
  /** Moves the progress bar and, now and then, says where the work stands. */
  progress(done: number, total: number, what: string): void;
}

/** For callers that have nobody to tell. */
export const silent: Log = {
  group: () => () => undefined,
  line: () => undefined,
  warning: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
};
