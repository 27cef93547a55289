import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExtensionManifest, TaskManifest } from './manifest-types.ts';
import { stage, taskFolder, taskNames } from './tasks.ts';
import { type Variant, variantOfExtension, variantOfTask } from './variant.ts';

/** Copies what was built and gives it the names of the variant. */
export function stageVariant(variant: Variant, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(stage, folder, { recursive: true });
  rewrite<ExtensionManifest>(join(folder, 'vss-extension.json'), (manifest) =>
    variantOfExtension(manifest, variant),
  );
  for (const task of taskNames) {
    const file = join(taskFolder(task, folder), 'task.json');
    rewrite<TaskManifest>(file, (manifest) => variantOfTask(manifest, variant));
  }
}

function rewrite<Content>(file: string, change: (content: Content) => Content): void {
  const content = JSON.parse(readFileSync(file, 'utf8')) as Content;
  writeFileSync(file, `${JSON.stringify(change(content), null, 2)}\n`);
}
