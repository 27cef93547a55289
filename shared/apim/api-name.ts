/** "orders;rev=2" -> the API's name, and the revision's number if one is named. */
export function parseApiName(name: string): { readonly api: string; readonly revision?: string } {
  const match = /^(?<api>.+);rev=(?<revision>\d+)$/i.exec(name);
  const { api, revision } = match?.groups ?? {};
  return api === undefined || revision === undefined ? { api: name } : { api, revision };
}
