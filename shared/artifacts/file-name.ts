/**
 * Names of resources as names of files and folders, on Windows too. A safe name stays as it is, so that folders of
 * other tools stay what they are. Otherwise these are written as `%` and two digits, as in addresses, with every `%`:
 *
 *   : * ? " < > |              which Windows does not allow           a:b      ->  a%3Ab
 *   a dot or blank at the end  which Windows takes away               v1.      ->  v1%2E
 *   the first character of     a device of Windows                    con      ->  %63on
 *                              a folder that Git takes nowhere        .git     ->  %2Egit
 *
 * So is a safe name that reads like one of those, or like a shortened one: a%3Ab -> a%253Ab.
 */
const forbidden = /[%:*?"<>|]/g;
const atEnd = /[. ]$/;
/** Windows looks at what is before the first dot, without the blanks there; Git for Windows takes none of these. */
const reserved = /^(?:con(?:in\$|out\$)?|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)|^(?:\.git|git~1)$/i;
/** All that `fileName` can have made. */
const escape = /^%[46][137CE]|^%[57]0|^%2E|%(?:25|3A|2A|3F|22|3C|3E|7C|2E$|20$)/g;

/** How a shortened name ends (short-name.ts): the number of a revision stays readable. */
export const shortEnd = /%~[0-9a-f]{12}(?=(?:;rev=\d{1,9})?$)/i;

/** The name as a file has it; undefined: no file can, because it would lead elsewhere, or hold control characters. */
export function fileName(name: string): string | undefined {
  const hasControl = Array.from(name).some((character) => character < ' ');
  if (/^\.{0,2}$/.test(name) || /[/\\]/.test(name) || hasControl) return undefined;
  if (isSafe(name) && nameOfFile(name) === name) return name;
  const allowed = name.replace(forbidden, escaped).replace(atEnd, escaped);
  return reserved.test(allowed) ? allowed.replace(/^./, escaped) : allowed;
}

/** The name that a file or folder stands for. What `fileName` would not have written so is the name itself. */
export function nameOfFile(file: string): string {
  const name = file.replace(escape, (found) => String.fromCharCode(Number.parseInt(found.slice(1), 16)));
  return name !== file && fileName(name) === file ? name : file;
}

function isSafe(name: string): boolean {
  return ![/[:*?"<>|]/, atEnd, reserved, shortEnd].some((pattern) => pattern.test(name));
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
