import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { parsedJson, textAt } from '../../apim/json.ts';

/** Announces the tokens in an answer before anything can print them: the agent masks none that we obtain ourselves. */
export function maskTokensPolicy(maskSecret: (text: string) => void): PipelinePolicy {
  return {
    name: 'maskTokens',
    async sendRequest(request, next) {
      const response = await next(request);
      for (const token of tokensIn(response.bodyAsText ?? '')) maskSecret(token);
      return response;
    },
  };
}

function tokensIn(text: string): readonly string[] {
  const body = parsedJson(text);
  return ['access_token', 'oidcToken', 'id_token', 'refresh_token']
    .map((name) => textAt(body, name))
    .filter((token) => token !== undefined && token !== '')
    .map(String);
}
