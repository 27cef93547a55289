/** The page of a commit for people, in Azure Repos and on GitHub; undefined where nobody knows it. */
export function commitUrl(repository: string, commit: string | undefined): string | undefined {
  if (commit === undefined || !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) return undefined;
  const isKnown =
    /^https?:\/\/[^/\s]+\/(?:\S+\/)?_git\/[^/?#\s]+$|^https:\/\/github\.com\/[^/\s]+\/[^/?#\s]+$/;
  const address = repository.replace(/(?:\.git)?\/*$/, '');
  return isKnown.test(address) ? `${address}/commit/${commit}` : undefined;
}
