import { parsedJson } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import { excerpt, isHtml } from '../../http/excerpt.ts';
import type { ArmAnswer } from './arm.ts';
import { strayed } from './own-origin-policy.ts';
import { refused } from './refused.ts';
import { Refusal } from './refusal.ts';
import { nameOf, type WireAnswer, type WireRequest } from './wire.ts';

/** A success as callers see it. Every refusal throws as `refused` says; redirects and web pages are UNEXPECTED_ANSWER. */
export function accepted(request: WireRequest, answer: WireAnswer): ArmAnswer {
  const { status, headers, text } = answer;
  if (status >= 400) throw refused(new Refusal(request, answer));
  if (status >= 300) throw redirected(request, answer);
  if (isHtml(text)) throw unexpected(request, `with a web page: ${excerpt(text, 200)}`);
  return { status, headers, text, etag: headers['etag'], body: parsedJson(text) };
}

function redirected(request: WireRequest, { status, headers }: WireAnswer): TaskError {
  const { origin } = new URL(request.url);
  const target = new URL(headers['location'] ?? '', request.url);
  return target.origin === origin
    ? unexpected(request, `with a redirect (${String(status)})`)
    : strayed(origin, target.host);
}

function unexpected(request: WireRequest, how: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `${nameOf(request)} was answered ${how}`,
    remedy:
      'This does not look like an answer of Azure: check what stands between the agent and Azure, such as a proxy or a firewall.',
  });
}
