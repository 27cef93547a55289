/** References to named values and tokens of pipelines: what stands there instead of a secret. */
const stand = /\{\{[^{}]*\}\}|\{#\[?[^{}#]*\]?#\}|#\{[^{}#]*\}#|\$\([^()]*\)/g;

/** What people write where a secret will be, and what is published as an example. */
const examples = [
  /^[<[(].*[>\])]$/,
  /^(.)\1*$/,
  /^(?:your|insert|enter|replace|example|sample|dummy|fake|todo|tbd)[-_ A-Z]/,
  /redacted|changeme|change-me|placeholder|\bexample\b|EXAMPLE/i,
  /^(?:secret|password|passwd|pwd|token|key|value|string|none|null|nil|undefined|empty|true|false|anonymous|unknown|default|basic|bearer|digest|negotiate|sharedkey|sharedaccesssignature|aad|apikey)$/i,
];

/** The part of a text that stands there to the letter; undefined: nothing, or only what stands for something else. */
export function literalIn(text: string): string | undefined {
  const literal = text.replace(stand, '').trim();
  return literal === '' || examples.some((example) => example.test(literal)) ? undefined : literal;
}

/** Could be typed by a person as a password: no words of a language, no number, no name. */
export function looksLikePassword(text: string): boolean {
  return text.length >= 6 && !/\s/.test(text) && /\p{L}/u.test(text) && /[\d!@#$%^&*+=~?]/.test(text);
}

/** Made by a machine: long, letters and digits mixed, hardly a character more often than others. */
export function looksRandom(text: string): boolean {
  if (/\s/.test(text) || /^[a-z][a-z\d+.-]*:\/\//i.test(text)) return false;
  if (/^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/i.test(text)) return entropy(text) > 2.5;
  return text.split(/[^A-Za-z\d]/).some(isRandomRun);
}

function isRandomRun(run: string): boolean {
  const digits = run.replace(/\D/g, '').length;
  return run.length >= 16 && digits >= 2 && digits < run.length && entropy(run) > 3;
}

/** Bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / text.length);
  return shares.reduce((bits, share) => bits - share * Math.log2(share), 0);
}
