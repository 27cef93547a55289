/** An object without the members that are undefined. */
export function present<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  // The filter above is what the type says.
  return Object.fromEntries(kept) as { [Name in keyof Members]?: Exclude<Members[Name], undefined> };
}

/** Text as the agent gives it, which does not tell empty from absent. */
export function textOrNothing(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}

/** An address, without the slash that Azure and Azure DevOps like to put at its end. */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
