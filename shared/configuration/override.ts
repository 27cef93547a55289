import { currentRevisionProperty, type Document } from '../apim/documents.ts';
import { isObject, type Json, type JsonObject, objectAt, textAt, without } from '../apim/json.ts';
import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { policyFault } from '../apim/policy/check-policy.ts';
import { secretApart, secretFault, withSecrets } from '../apim/secrets.ts';
import { spelled } from '../apim/spelling.ts';

/** What is wrong with the properties of an entry, and below which of them. */
export interface OverrideFault {
  readonly message: string;
  readonly remedy: string;
  readonly path: readonly string[];
}

/** Why these properties cannot be laid over the document; undefined: they can. */
export function faultIn({ id }: Document, properties: JsonObject): OverrideFault | undefined {
  const { azure, naming } = kindOf(id.kind);
  if (azure.policy === true) return faultInPolicy(spelled(id.kind, properties));
  const fault = secretFault(id.kind, spelled(id.kind, properties));
  if (fault !== undefined) return { message: fault, remedy: 'Write value: "123".', path: [] };
  const fixed = ['name', ...(naming === undefined ? [] : [currentRevisionProperty, 'isCurrent'])];
  const found = Object.keys(properties).find((key) =>
    fixed.some((one) => one.toLowerCase() === key.toLowerCase()),
  );
  if (found === undefined) return undefined;
  return {
    message: `"${found}" cannot be overridden: the files say which one this is`,
    remedy: 'Take it out.',
    path: [found],
  };
}

/** Files hold policies as format rawxml has them: expressions as they are (facts: apim-rest 1.5). */
function faultInPolicy(properties: JsonObject): OverrideFault | undefined {
  const value = properties['value'];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') {
    const remedy = 'Write "value: |" and the policy below it. Overrides cannot remove a policy.';
    return { message: 'the value is not the text of a policy', remedy, path: ['value'] };
  }
  const format = textAt(properties, 'format') ?? 'rawxml';
  // Without entities both formats are the same text.
  if (format !== 'rawxml' && !(format === 'xml' && !value.includes('&'))) {
    const remedy = 'Write expressions as they are, < for &lt;, and take "format" out.';
    return { message: `the format ${format} is not read here`, remedy, path: ['format'] };
  }
  const fault = policyFault(value);
  if (fault === undefined) return undefined;
  const { message, line, column } = fault;
  const words = message.replace(/\.$/, '');
  return {
    message: `the value is not a well-formed policy, at its line ${line}, column ${column}: ${words}`,
    remedy: 'Correct the file. Nothing was written.',
    path: ['value'],
  };
}

/** A document with an environment's properties laid over its own. */
export function overridden(document: Document, over: JsonObject): Document {
  const properties = spelled(document.id.kind, over);
  const { policy: ownPolicy, secret, ...rest } = document;
  const isPolicy = kindOf(document.id.kind).azure.policy === true;
  const policy = isPolicy ? (textAt(properties, 'value') ?? ownPolicy) : ownPolicy;
  const own = isPolicy ? without(properties, ['value', 'format']) : properties;
  const written =
    secret?.state === 'given' ? withSecrets(document.properties, secret.values) : document.properties;
  const before = without(written, replacedBy(document.id.kind, own));
  return {
    ...rest,
    ...secretApart(document.id.kind, merged(before, own, defaultsOf(document.id.kind))),
    ...(policy === undefined ? {} : { policy }),
  };
}

/** What may not be said beside what an override says, and is therefore meant to be gone. */
function replacedBy(kind: KindName, over: JsonObject): readonly string[] {
  const { either = [] } = kindOf(kind).properties ?? {};
  const isSaid = (name: string) => (over[name] ?? null) !== null;
  return either.some(isSaid) ? either.filter((name) => !isSaid(name)) : [];
}

function merged(base: JsonObject, over: JsonObject, defaults: JsonObject): JsonObject {
  return Object.entries(over).reduce<JsonObject>((all, [name, value]) => {
    const key = Object.keys(all).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
    if (value === null) return without(all, [key]);
    if (isObject(value)) return { ...all, [key]: merged(objectAt(all, key), value, objectAt(defaults, key)) };
    return { ...all, [key]: typeof value === 'string' ? asBefore(value, all[key] ?? defaults[key]) : value };
  }, base);
}

function defaultsOf(kind: KindName): JsonObject {
  const { defaults, unsaid } = kindOf(kind).properties ?? {};
  return { ...unsaid, ...defaults };
}

/** A token is always a text: where there is a number or a yes or no, it becomes one again. */
function asBefore(text: string, before: Json | undefined): Json {
  if (typeof before === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return typeof before === 'number' && /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
