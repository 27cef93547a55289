import { createHash } from 'node:crypto';
import type { ExtensionManifest, TaskManifest } from './manifest-types.ts';

/**
 * A second extension out of the same sources, to be tried beside the published one. Nothing by which an organisation
 * or a pipeline knows an extension or its tasks is shared: two tasks with one id would replace each other.
 */
export interface Variant {
  /** In names: "dev" makes ApimExtractDev@1. Short, because a friendly name has at most 40 characters. */
  readonly word: string;
  /** Agents keep a task by its id and version: each upload needs another one. Default: that of the sources. */
  readonly patch?: number;
  /** Who uploads it. Default: the publisher of the extension. */
  readonly publisher?: string;
}

export function variantOfExtension<Manifest extends ExtensionManifest>(
  manifest: Manifest,
  { word, patch, publisher = manifest.publisher ?? '' }: Variant,
): Manifest {
  const { id = '', name = '', version = '', contributions = [] } = manifest;
  return {
    ...manifest,
    id: `${id}-${word}`,
    publisher,
    name: `${name} (${word})`,
    version: patch === undefined ? version : version.replace(/\d+$/, String(patch)),
    // Never listed for everybody.
    public: false,
    contributions: contributions.map((one) => ({ ...one, id: `${one.id}-${word}` })),
  };
}

export function variantOfTask<Manifest extends TaskManifest>(
  manifest: Manifest,
  { word, patch = manifest.version.Patch }: Variant,
): Manifest {
  const { id, name, friendlyName, instanceNameFormat, version } = manifest;
  return {
    ...manifest,
    id: derivedId(id, word),
    name: name + word.charAt(0).toUpperCase() + word.slice(1),
    friendlyName: `${friendlyName} (${word})`,
    instanceNameFormat: `${instanceNameFormat} (${word})`,
    version: { ...version, Patch: patch },
  };
}

/** The same id for the same word, for ever: a name-based UUID (RFC 9562, version 5) in the name space of the task. */
function derivedId(id: string, word: string): string {
  const space = Buffer.from(id.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(space).update(word).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
