/** The tasks of the extension and the folders of the house that building them uses. */
export const taskNames = ['ApimExtract', 'ApimPublish'] as const;
export type TaskName = (typeof taskNames)[number];

/** The extension in its final shape: what is packaged, and what the tests start. */
export const stage = 'build/stage';

/** What esbuild says went into the bundle of a task. */
export function metafileOf(task: TaskName): string {
  return `build/${task}.metafile.json`;
}
