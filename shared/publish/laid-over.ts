import { keyOf } from '../apim/resource-id.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import type { Artifacts } from '../artifacts/read-artifacts.ts';
import { decode } from '../artifacts/text.ts';
import { applyOverrides, type Overridden } from '../configuration/overrides.ts';
import type { OverridesFile } from '../configuration/policy-files.ts';
import type { PlaceOf } from '../configuration/tokens-in-files.ts';
import { leftInSpecification } from '../configuration/tokens-in-specifications.ts';
import type { TokenRules } from '../configuration/tokens.ts';

/** The overrides laid over what was read, with everything that is wrong with them and with the tokens of the files. */
export function laidOver(
  artifacts: Artifacts,
  files: ArtifactFiles,
  overrides: readonly OverridesFile[],
  tokens: TokenRules,
): Overridden {
  const placeOf = placesIn(files);
  const made = new Set(artifacts.unread.builtIn);
  const ofService = [...artifacts.parts.values()].filter(({ path }) => made.has(path));
  const keys = new Set(ofService.map(({ id }) => keyOf(id)));
  const laid = applyOverrides(artifacts.documents, overrides, tokens, placeOf, keys);
  if (tokens.where === 'none') return laid;
  const formats = new Map(
    artifacts.documents.map(({ id, specification }) => [keyOf(id), specification?.format]),
  );
  const left = [...artifacts.parts.values()]
    .filter(({ role }) => role === 'specification')
    .flatMap(({ id, path }) => {
      const [content, format] = [files.get(path), formats.get(keyOf(id))];
      if (content === undefined || format === undefined) return [];
      return leftInSpecification(format, decode(content, path), path, placeOf);
    });
  return { ...laid, problems: [...laid.problems, ...left] };
}

/**
 * The first line (1-based) that holds a text, as JSON writes it or as it is: one with its key, if there is one. A policy
 * may stand in a file of its own beside the main one.
 */
function placesIn(files: ArtifactFiles): PlaceOf {
  return (file, text, key) => {
    const lineOf = (path: string) => lineIn(files.get(path), text, key.slice(key.lastIndexOf('.') + 1));
    const line = lineOf(file);
    if (line !== undefined) return { file, line };
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    for (const path of files.keys()) {
      const isBeside = path.startsWith(folder) && !path.includes('/', folder.length);
      const found = isBeside ? lineOf(path) : undefined;
      if (found !== undefined) return { file: path, line: found };
    }
    return { file };
  };
}

function lineIn(content: Uint8Array | undefined, text: string, key: string): number | undefined {
  if (content === undefined) return undefined;
  const lines = new TextDecoder().decode(content).split('\n');
  const forms = [text, JSON.stringify(text).slice(1, -1)];
  const holding = lines.flatMap((line, at) => (forms.some((one) => line.includes(one)) ? [at] : []));
  const found = holding.find((at) => lines[at]?.includes(`"${key}"`) === true) ?? holding[0];
  return found === undefined ? undefined : found + 1;
}
