import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import type { ArmEmulator } from '../../emulator/arm/arm-emulator.ts';
import { contentOf, type EmulatedAnswer } from '../../emulator/http/loopback-server.ts';
import type { Clock } from '../../shared/http/clock.ts';

/** The end of the SDK's pipeline, with the emulator right behind it: each request takes that long by the clock. */
export function withoutNetwork(arm: ArmEmulator, clock: Clock, latency: number): HttpClient {
  return {
    async sendRequest(request) {
      await clock.sleep(latency);
      const { method, url, headers, body } = request;
      const text = typeof body === 'string' ? body : '';
      const answer = await arm.ask({ method, url: new URL(url), headers: headers.toJSON(), body: text });
      if (answer.after !== undefined) await clock.sleep(answer.after);
      return response(request, answer);
    },
  };
}

function response(request: PipelineRequest, answer: EmulatedAnswer): PipelineResponse {
  if (answer.reset === true) throw new RestError('socket hang up', { code: 'ECONNRESET', request });
  const headers = createHttpHeaders(answer.headers);
  if (answer.breaksOff === true || headers.has('content-encoding'))
    throw new RestError('Error reading response as text: aborted', { code: RestError.PARSE_ERROR, request });
  const { status, body } = answer;
  if (body === undefined) return { request, status, headers, bodyAsText: '' };
  const { type, bytes } = contentOf(body);
  if (!headers.has('content-type')) headers.set('content-type', type);
  return { request, status, headers, bodyAsText: request.method === 'HEAD' ? '' : bytes.toString('utf8') };
}
