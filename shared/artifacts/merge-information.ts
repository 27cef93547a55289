import { type Difference, propertyDifferences } from '../apim/differences.ts';
import { currentRevisionProperty, type Document, resourcesIn } from '../apim/documents.ts';
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  textAt,
  valueAt,
  withValueAt,
} from '../apim/json.ts';
import type { FileForm } from '../apim/kinds/kind.ts';
import { asFarAsShown } from '../apim/newer.ts';
import { targetsSaid, withOwnIds } from '../apim/own-ids.ts';
import { spelled } from '../apim/spelling.ts';
import { editedJson } from './edit-json.ts';
import { embeddedPolicy, withoutPolicy } from './embedded-policy.ts';
import { parseInformation } from './json-file.ts';
import { type Compare, listInWords } from './list-in-words.ts';
import { mergedJson } from './merge-json.ts';
import { mergePolicy } from './merge-policy.ts';
import type { MergedText } from './merged-text.ts';

/**
 * An information file in which only the properties that differ are touched; what surrounds them stays. The reason is of
 * a policy that it holds.
 */
export function mergedInformation(live: Document, form: FileForm, before: string, path: string): MergedText {
  const written = parseInformation(before, path);
  const given = objectAt(written, 'properties');
  const read = spelled(live.id.kind, given);
  const properties = form.embedsPolicy === true ? withoutPolicy(read) : read;
  const differences = documentDifferences(live, { ...live, properties });
  const edited = differences.reduce((text, { steps }) => {
    const [mine, theirs] = [valueAt(properties, ...steps), valueAt(live.properties, ...steps)];
    const list =
      isList(mine) && isList(theirs) ? listInWords(mine, theirs, comparingAt(steps, live)) : undefined;
    const place = ['properties', ...asWritten(steps, given, read)];
    return list === undefined
      ? editedJson(text, place, theirs)
      : mergedJson(text, withValueAt(parseInformation(text, path), place, list));
  }, before);
  const merged = form.embedsPolicy === true ? policyEmbedded(live, written, edited) : { text: edited };
  return { ...merged, text: withRevision(live, written, merged.text) };
}

/** The steps with the names of the file, which may be in another case than those that it is read by. */
function asWritten(steps: readonly string[], written: Json, read: Json): readonly string[] {
  let [there, known]: readonly (Json | undefined)[] = [written, read];
  return steps.map((step) => {
    const keys = isObject(there) && valueAt(known, step) !== undefined ? Object.keys(there) : [step];
    const own = keys.find((key) => key === step) ?? keys.find((key) => isSameName(key, step)) ?? step;
    [there, known] = [valueAt(there, own), valueAt(known, step)];
    return own;
  });
}

function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Compares lists as what the document has at a place. */
function comparingAt(steps: readonly string[], live: Document): Compare {
  const having = (list: readonly Json[]): Document => ({
    ...live,
    properties: withValueAt(live.properties, steps, list),
  });
  return (wanted, other) => documentDifferences(having(wanted), having(other));
}

function policyEmbedded({ policy }: Document, written: JsonObject, text: string): MergedText {
  const before = embeddedPolicy(written);
  const merged = before === undefined || policy === undefined ? undefined : mergePolicy(before, policy);
  const value = merged?.text ?? policy;
  if (value === undefined || value === before) return { text };
  const raw = editedJson(text, ['properties', 'format'], 'rawxml');
  const because = merged?.replacedBecause;
  return {
    text: editedJson(raw, ['properties', 'value'], value),
    ...(because === undefined ? {} : { replacedBecause: `${because} (the policy in it)` }),
  };
}

/** Which revision is current is the document's own name: no comparison of its resources sees it. */
function withRevision({ id, current, properties }: Document, written: JsonObject, text: string): string {
  // The folder of another one says its number.
  const silent = current ? '1' : id.name;
  const steps = ['properties', currentRevisionProperty];
  const revision = textAt(properties, currentRevisionProperty);
  const unchanged = revision === undefined || revision === (textAt(written, ...steps) ?? silent);
  return unchanged ? text : editedJson(text, steps, revision);
}

/**
 * What differs between two forms of one document, resource by resource, each by the rules of its kind. In a workspace a
 * file may say a short id for what Azure says in full.
 */
function documentDifferences(wanted: Document, file: Document): readonly Difference[] {
  const others = new Map(resourcesIn(file).map((resource) => [resource.id.kind, resource.properties]));
  return resourcesIn(wanted).flatMap((resource) => {
    const { id, properties } = resource;
    const said = withOwnIds({ id, properties: others.get(id.kind) ?? {} }, targetsSaid(resource));
    return propertyDifferences(id.kind, properties, asFarAsShown(id.kind, said.properties, properties));
  });
}
