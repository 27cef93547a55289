import { type InputParser, type Parsed, partsOf } from '../../shared/agent/input-parsers.ts';
import { mergeStrategies, type MergeStrategy } from '../../shared/repos/pull-request-settings.ts';
import type { NamedReviewer } from '../../shared/repos/reviewer.ts';

/** Entries on lines of their own, or with commas or semicolons between them; each once. */
export const list: InputParser<readonly string[] | undefined> = (text) => ({
  value: text === undefined ? undefined : entriesOf(text),
});

/** People and groups; "required:" before a name says that this one has to approve. */
export const reviewers: InputParser<readonly NamedReviewer[] | undefined> = (text) => {
  if (text === undefined) return { value: undefined };
  const value = entriesOf(text).map((entry): NamedReviewer => {
    const [, isRequired, name = entry] = /^(required|optional)\s*:\s*(.*)$/i.exec(entry) ?? [];
    return { name: name.trim(), isRequired: isRequired?.toLowerCase() === 'required' };
  });
  return value.some(({ name }) => name === '')
    ? { wrong: `is "${text}"`, allowed: 'e-mail addresses, sign-in names, ids or groups, one on each line' }
    : { value };
};

/** Numbers of work items, as "12", "#12" or "AB#12". */
export const workItems: InputParser<readonly string[] | undefined> = (text) => {
  if (text === undefined) return { value: undefined };
  const value = entriesOf(text).map((entry) => entry.replace(/^(?:AB)?#/i, ''));
  return value.every((number) => /^[1-9]\d{0,9}$/.test(number))
    ? { value }
    : { wrong: `is "${text}"`, allowed: 'numbers of work items such as "12, 34"' };
};

/** How a pull request is merged, in any case; nothing where whoever completes it shall choose. */
export const mergeStrategy: InputParser<MergeStrategy | undefined> = (text) => {
  if (text === undefined) return { value: undefined };
  const value = mergeStrategies.find((one) => one.toLowerCase() === text.toLowerCase());
  const allowed = mergeStrategies.map((one) => `"${one}"`).join(', ');
  return value === undefined ? { wrong: `is "${text}"`, allowed: `${allowed}, or nothing` } : { value };
};

/** A branch by its short name. Git allows much less than people use. */
export const branchName: InputParser<string | undefined> = (text) => {
  if (text === undefined) return { value: undefined };
  const name = text.replace(/^refs\/heads\//, '');
  return isBranch(name)
    ? { value: name }
    : { wrong: `is "${text}"`, allowed: 'a branch such as "apim/extract"' };
};

function isBranch(name: string): boolean {
  const hasForbidden = /[\s~^:?*[\]\\]|\.\.|@\{|\p{Cc}/u.test(name);
  const parts = name.split('/');
  return !hasForbidden && parts.every((part) => !/^$|^\.|\.$|\.lock$|^-/.test(part));
}

function entriesOf(text: string): readonly string[] {
  return [...new Set(partsOf(text, /[\r\n,;]/))];
}

/** An input that says something about a pull request where there is none. */
export function withoutPullRequest(text: string | undefined): Parsed<undefined> {
  if (text === undefined) return { value: undefined };
  return {
    wrong: `is "${text}", but without a pull request it means nothing`,
    allowed: 'nothing while createPullRequest is false; or set createPullRequest to true',
  };
}
