import type { Document } from '../apim/documents.ts';
import { isObject, type Json, type JsonObject, mapTexts } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import type { Secret } from '../apim/resource.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { NamePattern } from './name-pattern.ts';
import { withoutRedacted } from './redacted.ts';
import { type Token, tokensIn, unsetVariableIn, withTokens } from './token-text.ts';
import { faultOf, inClear, variableKey, variablesByKey, whyNotHere } from './token-faults.ts';

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

/** Leaves every token as it stands. */
export const noTokens: TokenRules = { where: 'none', allowed: [], variables: [], inPullRequest: false };

/** Where a text stands, for errors; the token is a part of it. */
export type ErrorAt = (
  code: 'UNRESOLVED_TOKEN' | 'SECRET_IN_CLEAR' | 'INVALID_FILE',
  message: string,
  remedy: string,
  token: string,
) => TaskError;

/** Replaces tokens. Values of secrets arrive last, in `settled`, and only where secrets belong. */
export interface Tokens {
  readonly problems: readonly TaskError[];
  /** Secrets that stay as they are live, in the build of a pull request. */
  readonly notes: readonly string[];
  /** The text of a parsed value: whatever it is replaced by, it stays one text. A secret becomes a mark. */
  readonly replaced: (text: string, at: ErrorAt, isOpen?: boolean) => string;
  /** The same for a text of the artifacts, where what cannot be replaced counts only if it is there in `settled`. */
  readonly replacedInArtifacts: (text: string, at: ErrorAt) => string;
  /** The document with the values of secrets in place of marks; `before` is what it was without them. */
  readonly settled: (document: Document, before: Document) => Document;
}

interface Mark {
  readonly token: string;
  readonly value: string;
  /** Told when it is still there in the end. */
  readonly fault?: TaskError;
  /** Told when it is still there where everybody sees it. */
  readonly open: TaskError;
}

function markOf(index: number): string {
  return `\u{F0000}${String(index)}\u{F0001}`;
}

/** Private characters: in no file, and in XML and JSON like any letter. */
const mark = /\u{F0000}(?<index>\d+)\u{F0001}/gu;

/** What replaces tokens by these rules; one for each reading, since it gathers what is wrong. */
export function tokensOf(rules: TokenRules): Tokens {
  const problems: TaskError[] = [];
  const notes: string[] = [];
  const marks: Mark[] = [];
  const values = variablesByKey(rules.variables);
  const marked = (one: Mark) => markOf(marks.push(one) - 1);

  const filled = (token: Token, text: string, at: ErrorAt, isOpen: boolean): Filled => {
    const variable = values.get(variableKey(token.name));
    const fault = faultOf(token, variable, rules);
    if (variable === undefined || fault !== undefined) {
      const message = `the token ${token.text} was not replaced: ${fault?.message ?? ''}.`;
      return { value: token.text, fault: at('UNRESOLVED_TOKEN', message, fault?.remedy ?? '', token.text) };
    }
    const { value, secret } = variable;
    if (secret && !isOpen && value !== '')
      return { value: marked({ token: token.text, value, open: inClear(token, at) }) };
    const why = whyNotHere(variable, text, isOpen);
    return why === undefined ? { value } : { value, fault: why(token, at) };
  };

  const replaced: Tokens['replaced'] = (text, at, isOpen = false) =>
    withTokens(text, (token) => {
      const { value, fault } = filled(token, text, at, isOpen);
      if (fault !== undefined) problems.push(fault);
      return value;
    });

  const replacedInArtifacts: Tokens['replacedInArtifacts'] = (text, at) => {
    const kept = (token: string, fault: TaskError) => marked({ token, value: token, fault, open: fault });
    const unset = unsetVariableIn(text);
    if (unset !== undefined) return kept(unset, notReplaced(unset, remedyOfVariables, at));
    const whole = withoutRedacted(text, (mark) => kept(mark, notReplaced(mark, remedyOfRedacted, at)));
    return withTokens(whole, (token) => {
      if (rules.where === 'overrides') return kept(token.text, notReplaced(token.text, remedyOfTokens, at));
      const { value, fault } = filled(token, text, at, false);
      return fault === undefined ? value : kept(token.text, fault);
    });
  };

  const inPlaceOfMarks = (document: Document, key: 'token' | 'value'): Document => {
    const put = (text: string) => text.replace(mark, (all, at: string) => marks[Number(at)]?.[key] ?? all);
    const { properties, policy, secret } = document;
    return {
      ...document,
      properties: objectOf(mapTexts(properties, put)),
      ...(policy === undefined ? {} : { policy: put(policy) }),
      ...(secret === undefined ? {} : { secret: secretWith(secret, put) }),
    };
  };
  const marksAt = (values: readonly unknown[]) => marksIn(values).flatMap((index) => marks[index] ?? []);

  return {
    problems,
    notes,
    replaced,
    replacedInArtifacts,
    settled: (document, before) => {
      const inOpen = marksAt(openParts(document)).map(({ open }) => open);
      const used = marksAt([document.secret ?? null, document.properties]);
      const faults = new Set([...used.flatMap(({ fault }) => fault ?? []), ...inOpen]);
      problems.push(...faults);
      if (faults.size > 0) return inPlaceOfMarks(document, 'token');
      if (used.length === 0) return document;
      if (rules.inPullRequest) {
        notes.push(
          `The build of a pull request resolves no secrets: those of ${describe(document.id)} stay as they are.`,
        );
        return withoutMarks(document, before);
      }
      return inPlaceOfMarks(document, 'value');
    },
  };
}

/** What comes in place of a token, and why that must not be. */
interface Filled {
  readonly value: string;
  readonly fault?: TaskError;
}

function notReplaced(token: string, remedy: string, at: ErrorAt): TaskError {
  return at('UNRESOLVED_TOKEN', `${token} was not replaced.`, remedy, token);
}

const remedyOfTokens =
  'Override it for this environment, let a step before this one replace it, or set replaceTokens to "overridesAndFiles".';

const remedyOfVariables =
  'Override it for this environment, or let a step before this one replace it: the agent fills $(name) in inputs, never in files. This task fills {#name#}.';

const remedyOfRedacted =
  'Another tool took a secret out here. Keep it in a secret named value and write {{name}} in its place, or override it for this environment.';

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
      return earlier === undefined || holdsToken(earlier) ? [] : [[key, earlier]];
    },
  );
  const isSecret = marksIn([document.secret ?? null]).length > 0;
  return {
    ...document,
    properties: Object.fromEntries(kept),
    ...(isSecret ? { secret: { state: 'not resolved' as const } } : {}),
  };
}

function holdsToken(value: Json): boolean {
  return tokensIn(JSON.stringify(value)).length > 0;
}

function secretWith(secret: Secret, put: (text: string) => string): Secret {
  if (secret.state !== 'given') return secret;
  const values = Object.entries(secret.values).map(([path, value]) => [path, put(value)] as const);
  return { ...secret, values: Object.fromEntries(values) };
}

function objectOf(value: Json): JsonObject {
  return isObject(value) ? value : {};
}
