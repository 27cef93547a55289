import extension from '../package.json' with { type: 'json' };

/** The tasks of the extension and the folders of the house that building them uses. */
export const taskNames = ['ApimExtract', 'ApimPublish'] as const;
export type TaskName = (typeof taskNames)[number];

/** The extension in its final shape: what is packaged, and what the tests start. */
export const stage = 'build/stage';

/** The number behind the @ that the sources make. */
const major = Number.parseInt(extension.version, 10);

/**
 * Where a task lies in the extension. Each major version has a folder of its own, so that an older one can be shipped
 * beside it: a contribution names the folder above (facts: azure-pipelines 1.6).
 */
export function taskFolder(task: TaskName, root = stage, version = major): string {
  return `${root}/tasks/${task}/${task}V${version}`;
}

/** What esbuild says went into the bundle of a task. */
export function metafileOf(task: TaskName): string {
  return `build/${task}.metafile.json`;
}
