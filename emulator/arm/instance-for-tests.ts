import { Downloads } from './downloads.ts';
import { type EmulatedInstance, emulatedInstance } from './emulated-instance.ts';
import type { Instance } from './instance.ts';
import { newInstance } from './new-instance.ts';
import { LinkedDocuments } from './specification/linked-documents.ts';
import { defaultSwitches, type Switches } from './switches.ts';

/** An instance without servers around it, for tests of what it does by itself. */
export function instanceForTests({
  name = 'contoso',
  sku = 'Developer',
  switches,
}: { name?: string; sku?: string; switches?: Partial<Switches> } = {}): {
  emulated: EmulatedInstance;
  instance: Instance;
} {
  const instance = newInstance(
    { subscriptionId: 'sub', resourceGroup: 'rg', name, sku },
    {
      switches: { ...defaultSwitches, ...switches },
      downloads: new Downloads({ key: '', cert: '', trustFile: '' }, (_, serve) => serve()),
      links: new LinkedDocuments(''),
      origin: () => 'https://localhost',
    },
  );
  return { emulated: emulatedInstance(instance), instance };
}
