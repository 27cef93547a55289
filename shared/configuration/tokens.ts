import type { Document } from '../apim/documents.ts';
import { isObject, type Json, type JsonObject, mapTexts } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { didYouMean } from '../apim/nearest.ts';
import { describe } from '../apim/resource-id.ts';
import type { Secret } from '../apim/resource.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { NamePattern } from './name-pattern.ts';
import { type Token, withTokens } from './token-text.ts';

/** A variable of the pipeline. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}

/** Which tokens are replaced, and by what. */
export interface TokenRules {
  readonly where: 'overrides' | 'overridesAndFiles' | 'none';
  /** The names that may be used. */
  readonly allowed: readonly NamePattern[];
  readonly variables: readonly Variable[];
  /** In the build of a pull request no secret is resolved: whoever may propose a change would see what it does to it. */
  readonly inPullRequest: boolean;
}

export const noTokens: TokenRules = { where: 'none', allowed: [], variables: [], inPullRequest: false };

/** Where a text stands, for errors. */
export type ErrorAt = (
  code: 'UNRESOLVED_TOKEN' | 'SECRET_IN_CLEAR' | 'INVALID_FILE',
  message: string,
  remedy: string,
) => TaskError;

/** Replaces tokens. Values of secrets arrive last, in `settled`, and only where secrets belong. */
export interface Tokens {
  readonly problems: readonly TaskError[];
  /** Secrets that stay as they are live, in the build of a pull request. */
  readonly notes: readonly string[];
  /** The text of a parsed value: whatever it is replaced by, it stays one text. A secret becomes a mark. */
  readonly replaced: (text: string, at: ErrorAt, isOpen?: boolean) => string;
  /** The document with the values of secrets in place of marks; `before` is what it was without them. */
  readonly settled: (document: Document, before: Document) => Document;
}

interface Mark {
  readonly token: Token;
  readonly value: string;
  readonly at: ErrorAt;
}

function markOf(index: number): string {
  return `\u{F0000}${String(index)}\u{F0001}`;
}

/** Private characters: in no file, and in XML and JSON like any letter. */
const mark = /\u{F0000}(?<index>\d+)\u{F0001}/gu;

export function tokensOf(rules: TokenRules): Tokens {
  const problems: TaskError[] = [];
  const notes: string[] = [];
  const marks: Mark[] = [];
  const values = variablesByKey(rules.variables);

  const valueOf = (token: Token, text: string, at: ErrorAt, isOpen: boolean): string | undefined => {
    const variable = values.get(keyOf(token.name));
    const fault = faultOf(token, variable, rules);
    if (variable === undefined || fault !== undefined) {
      const message = `the token ${token.text} was not replaced: ${fault?.message ?? ''}.`;
      problems.push(at('UNRESOLVED_TOKEN', message, fault?.remedy ?? ''));
      return undefined;
    }
    const { value, secret } = variable;
    if (secret && !isOpen && value !== '') return markOf(marks.push({ token, value, at }) - 1);
    problems.push(...whyNotHere(variable, text, isOpen).map((why) => why(token, at)));
    return value;
  };

  return {
    problems,
    notes,
    replaced: (text, at, isOpen = false) => withTokens(text, (token) => valueOf(token, text, at, isOpen)),
    settled: (document, before) => {
      const inOpen = marksIn(openParts(document));
      for (const index of inOpen) {
        const found = marks[index];
        if (found !== undefined) problems.push(inClear(found.token, found.at));
      }
      const used = marksIn([document.secret ?? null, document.properties]);
      if (used.length === 0 || inOpen.length > 0) return document;
      if (rules.inPullRequest) {
        notes.push(
          `The build of a pull request resolves no secrets: those of ${describe(document.id)} stay as they are.`,
        );
        return withoutMarks(document, before);
      }
      const unveiled = (text: string) =>
        text.replace(mark, (all, index: string) => marks[Number(index)]?.value ?? all);
      const { secret } = document;
      return {
        ...document,
        properties: objectOf(mapTexts(document.properties, unveiled)),
        ...(secret === undefined ? {} : { secret: unveiledSecret(secret, unveiled) }),
      };
    },
  };
}

/** The agent makes "shop.host" SHOP_HOST: names that it cannot tell apart are one (facts: azure-pipelines 2.1). */
function keyOf(name: string): string {
  return name.replace(/[. ]/g, '_').toUpperCase();
}

function variablesByKey(variables: readonly Variable[]): ReadonlyMap<string, Variable> {
  return new Map(variables.map((variable) => [keyOf(variable.name), variable]));
}

/** What the pipeline says of itself and of its agent. */
const ownVariable =
  /^(?:agent|build|checks|common|endpoint|environment|pipeline|release|resources|securefile|strategy|system|task|tf|vsts)[._]/i;

function faultOf(
  { name }: Token,
  variable: Variable | undefined,
  { where, allowed, variables }: TokenRules,
): { readonly message: string; readonly remedy: string } | undefined {
  const takes = (one: string) =>
    !ownVariable.test(one) &&
    allowed.some((pattern) => !pattern.excludes && pattern.matches(one)) &&
    !allowed.some((pattern) => pattern.excludes && pattern.matches(one));
  if (where === 'none')
    return {
      message: 'replaceTokens is "none"',
      remedy: 'Let the pipeline replace tokens before this step, or set replaceTokens to "overrides".',
    };
  if (ownVariable.test(variable?.name ?? name))
    return {
      message: 'variables of the pipeline itself never fill a token',
      remedy: 'Give the value to a variable of your own.',
    };
  if (variable === undefined)
    return {
      message: `the pipeline has no variable "${name}" here`,
      remedy: `${nearby(name, variables.map((one) => one.name).filter(takes))}Link the variable group to this stage, and check that it is set for this environment.`,
    };
  if (!takes(variable.name) && !takes(name))
    return { message: 'the input tokens does not allow it', remedy: `Add "${name}" to the input tokens.` };
  // The agent left a variable inside of it as it was.
  if (/^\s*\$\([\w.-]+\)\s*$/.test(variable.value))
    return {
      message: `the value of "${name}" is a variable that nobody set`,
      remedy: 'Set that variable for this environment.',
    };
  return undefined;
}

function nearby(name: string, names: readonly string[]): string {
  const words = didYouMean(name, names);
  return words.startsWith('Did you mean') ? `${words} ` : '';
}

/** A secret that everybody would see, or a text that would become markup. */
function whyNotHere(
  { value, secret }: Variable,
  text: string,
  isOpen: boolean,
): readonly ((token: Token, at: ErrorAt) => TaskError)[] {
  if (secret) return isOpen ? [inClear] : [];
  return isMarkup(text) && meansSomething.test(value) ? [breaksPolicy] : [];
}

function inClear({ text }: Token, at: ErrorAt): TaskError {
  const message = `the token ${text} is a secret variable, and what it fills is no secret: everybody who may read the instance would see it.`;
  return at('SECRET_IN_CLEAR', message, 'Let a secret named value hold it, and refer to that as {{name}}.');
}

function breaksPolicy({ text }: Token, at: ErrorAt): TaskError {
  const message = `the value of the token ${text} has characters that mean something in a policy.`;
  return at('INVALID_FILE', message, 'Let a named value hold it, and refer to that as {{name}}.');
}

/** Ends a text, an attribute, an expression or a string in one, or begins one of them. */
const meansSomething = /[<>&"'\\@]|\{\{|[\r\n]/;

/** A policy, or another document: what is put into it must not become a part of its structure. */
function isMarkup(text: string): boolean {
  return /^\s*</.test(text);
}

/** Everything but secrets and what the kind has for credentials. */
function openParts({ id, properties, policy }: Document): readonly Json[] {
  const { confidential = [] } = kindOf(id.kind).properties ?? {};
  return [
    policy ?? null,
    pathsApart(
      properties,
      confidential.map((path) => path.split('.')),
    ),
  ];
}

function pathsApart(value: Json, paths: readonly (readonly string[])[]): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const own = paths
        .filter(([step]) => step?.toLowerCase() === key.toLowerCase())
        .map(([, ...rest]) => rest);
      return own.some(({ length }) => length === 0) ? [] : [[key, pathsApart(entry, own)]];
    }),
  );
}

function marksIn(values: readonly unknown[]): readonly number[] {
  const text = JSON.stringify(values);
  return [...new Set([...text.matchAll(mark)].map(({ groups }) => Number(groups?.['index'])))];
}

function withoutMarks(document: Document, before: Document): Document {
  const hasMark = (value: Json | undefined) => marksIn([value ?? null]).length > 0;
  const kept = Object.entries(document.properties).flatMap(
    ([key, value]): readonly (readonly [string, Json])[] => {
      if (!hasMark(value)) return [[key, value]];
      const earlier = before.properties[key];
      return earlier === undefined ? [] : [[key, earlier]];
    },
  );
  const isSecret = marksIn([document.secret ?? null]).length > 0;
  return {
    ...document,
    properties: Object.fromEntries(kept),
    ...(isSecret ? { secret: { state: 'not resolved' as const } } : {}),
  };
}

function unveiledSecret(secret: Secret, unveiled: (text: string) => string): Secret {
  if (secret.state !== 'given') return secret;
  const values = Object.entries(secret.values).map(([path, value]) => [path, unveiled(value)] as const);
  return { ...secret, values: Object.fromEntries(values) };
}

function objectOf(value: Json): JsonObject {
  return isObject(value) ? value : {};
}
