import { retryAfter, type HeaderOf } from '../../http/retry-after.ts';
import { readErrorBody } from './error-body.ts';
import type { NetworkFailure } from './network-failure.ts';
import { isInternalError } from './not-offered.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/** What one attempt came to, when it was no success. */
export type Setback =
  | { readonly kind: 'answer'; readonly request: WireRequest; readonly answer: WireAnswer }
  | { readonly kind: 'network'; readonly failure: NetworkFailure };

/** What was spent on a request so far. */
export interface Tries {
  /** Attempts that failed, this one included. */
  readonly failed: number;
  /** Milliseconds spent on attempts and on waits between them. */
  readonly elapsed: number;
  /** Milliseconds since 1970, to read dates against. */
  readonly now: number;
  /** Between 0 and 1: keeps many waiters from coming back in step. */
  readonly chance: number;
}

/** What may be spent on one request. */
export interface Patience {
  /** Milliseconds after which no new attempt begins. */
  readonly budget: number;
  /** The longest single wait, in milliseconds; when Azure asks for more we give up. */
  readonly longestWait: number;
}

/** Ten minutes for all attempts, five for a single wait. */
export const usualPatience: Patience = { budget: 10 * 60_000, longestWait: 5 * 60_000 };

/** What to do after a setback: wait, and say why, or let it be. */
export type Verdict =
  | {
      /** Milliseconds. */
      readonly wait: number;
      readonly because: string;
      /** Whether all requests have to wait, not only this one. */
      readonly everybody: boolean;
    }
  | 'give up';

/** Decides whether an attempt is repeated, and when. Every request is taken for one that may be repeated. */
export function retryVerdict(
  setback: Setback,
  tries: Tries,
  { budget, longestWait }: Patience = usualPatience,
): Verdict {
  const hope = hopeAfter(setback);
  if (hope === undefined || tries.failed >= (hope.tries ?? Number.POSITIVE_INFINITY)) return 'give up';
  const asked = setback.kind === 'answer' ? askedWait(setback.answer, tries.now) : undefined;
  const wait = asked === undefined ? backoff(hope, tries) : Math.max(asked, shortestWait);
  if (wait > longestWait || tries.elapsed + wait > budget) return 'give up';
  const because = asked === undefined ? hope.because : `${hope.because} and asked us to wait`;
  return { wait, because, everybody: hope.everybody ?? false };
}

/** A Retry-After of 0 must not become a hot loop. */
const shortestWait = 250;

interface Hope {
  readonly because: string;
  /** First and longest wait of our own, in milliseconds. */
  readonly waits: readonly [number, number];
  /** Attempts at most; without it, only the budget ends them. */
  readonly tries?: number;
  readonly everybody?: boolean;
}

const byNature: Readonly<Record<NetworkFailure['nature'], Hope | undefined>> = {
  passing: { because: 'The connection to Azure broke', waits: [1000, 30_000] },
  absent: { because: 'Azure could not be reached', waits: [1000, 10_000], tries: 5 },
  broken: { because: "Azure's answer broke off", waits: [1000, 10_000], tries: 5 },
  lasting: undefined,
};

const trouble: Hope = { because: 'Azure is in trouble', waits: [1000, 30_000] };
const throttled: Hope = { because: 'Azure throttles', waits: [2000, 60_000], everybody: true };
// Also the answer of a workspace that was just made (facts: apim-rest 1.0), and here and there it stays: two minutes.
const internalError: Hope = { because: 'Azure met an internal error', waits: [1000, 30_000], tries: 8 };
const locked: Hope = { because: 'Another operation is in progress', waits: [2000, 15_000] };
const slow: Hope = { because: 'The service did not end in time', waits: [5000, 30_000] };
// Policies with validate-jwt: the service reads the document of the address while it checks them, and not every time it
// comes through (facts: apim-rest 4.2). An address that is wrong is refused in the same words.
const unread: Hope = { because: 'The service could not read a document', waits: [2000, 10_000], tries: 4 };
const changed: Hope = { because: 'The resource changed in between', waits: [1000, 10_000], tries: 6 };

/** Rules by status; sources: facts apim-rest 4.1 and 5, azure-pipelines 6.4. */
const byStatus: Readonly<Record<number, (request: WireRequest, text: string) => Hope | undefined>> = {
  400: (_, text) => (/\bIDX20804\b/.test(text) ? unread : undefined),
  408: () => trouble,
  409: (_, text) => hopeAfterConflict(text),
  // Met without a condition of ours; with one it is the answer that was asked for. "*" asks for nothing.
  412: ({ ifMatch = '*' }) => (ifMatch === '*' ? changed : undefined),
  422: (_, text) => hopeAfterConflict(text),
  429: () => throttled,
  500: ({ errorMeansAbsence = false }, text) => {
    if (!isInternalError(text)) return trouble;
    return errorMeansAbsence ? undefined : internalError;
  },
  502: () => trouble,
  503: () => trouble,
  504: () => trouble,
};

/** Whether the service may have done what it was asked although it did not say so (facts: apim-rest 1.0). */
export function mayHaveBeenDone(setback: Setback): boolean {
  if (setback.kind === 'network') return setback.failure.nature !== 'absent';
  const { status, text } = setback.answer;
  return status >= 500 || status === 408 || readErrorBody(text).code === 'ManagementApiRequestFailed';
}

function hopeAfter(setback: Setback): Hope | undefined {
  if (setback.kind === 'network') return byNature[setback.failure.nature];
  const { request, answer } = setback;
  return byStatus[answer.status]?.(request, answer.text);
}

function hopeAfterConflict(text: string): Hope | undefined {
  const { code, message } = readErrorBody(text);
  if (code === 'ManagementApiRequestFailed') return slow;
  if (code === 'PessimisticConcurrencyConflict') return locked;
  return /in progress|is being updated|is (updating|activating|transitioning)/i.test(message)
    ? locked
    : undefined;
}

function askedWait({ headers }: WireAnswer, now: number): number | undefined {
  const header: HeaderOf = (name) => headers[name];
  return retryAfter(header, now);
}

/** Doubles from try to try, up to the longest, give or take a quarter. */
function backoff({ waits: [first, longest] }: Hope, { failed, chance }: Tries): number {
  return Math.round(Math.min(first * 2 ** (failed - 1), longest) * (0.75 + chance / 2));
}
