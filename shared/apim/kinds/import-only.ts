/** What the PUT of an API says for an import, and no GET shows (facts: apim-rest 1.3). */
export const importOnly = [
  'translateRequiredQueryParameters',
  'apiType',
  'format',
  'value',
  'sourceApiId',
  'wsdlSelector',
] as const;
