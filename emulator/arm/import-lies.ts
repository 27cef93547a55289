import type { EmulatedInstance } from './emulated-instance.ts';
import { isObject, type JsonObject, objectOf, textOf } from './json.ts';

/** Something else than an import was asked for, done to an API after it was stored. */
export type ImportLie = (instance: EmulatedInstance, api: string) => Promise<void>;

/** What imports have been seen to do besides what they were asked (facts 2.1). */
export const importLies = {
  'stores no operation': async (instance, api) => {
    for (const name of await namesIn(instance, `apis/${api}/operations`))
      await instance.delete(`apis/${api}/operations/${name}`);
  },
  'loses one operation': async (instance, api) => {
    const [first = ''] = await namesIn(instance, `apis/${api}/operations`);
    await instance.delete(`apis/${api}/operations/${first}`);
  },
  'resets the service URL': async (instance, api) => {
    const path = textOf(await propertiesOf(instance, api), 'path') ?? '';
    await change(instance, api, { serviceUrl: `https://the-gateway-itself.azure-api.net/${path}` });
  },
  'resets the names of keys': async (instance, api) => {
    await change(instance, api, { subscriptionKeyParameterNames: undefined });
  },
  'drops the description': async (instance, api) => {
    await change(instance, api, { description: undefined });
  },
  'takes the title for the display name': async (instance, api) => {
    await change(instance, api, { displayName: `Title of the document of ${api}` });
  },
} satisfies Readonly<Record<string, ImportLie>>;

async function propertiesOf(instance: EmulatedInstance, api: string): Promise<JsonObject> {
  return objectOf((await instance.get(`apis/${api}`)) as JsonObject, 'properties') ?? {};
}

async function change(instance: EmulatedInstance, api: string, changes: JsonObject): Promise<void> {
  await instance.put(`apis/${api}`, { properties: { ...(await propertiesOf(instance, api)), ...changes } });
}

async function namesIn(instance: EmulatedInstance, collection: string): Promise<readonly string[]> {
  const list = (await instance.get(collection)) as { value?: readonly unknown[] } | undefined;
  return (list?.value ?? []).flatMap((item) => (isObject(item) ? [textOf(item, 'name') ?? ''] : []));
}
