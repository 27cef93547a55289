import type { Refusal } from './refusal.ts';

/** Stands for a list that this instance does not have. */
export class NotOffered {
  /** Azure's words. */
  readonly because: string;

  constructor(because: string) {
    this.because = because;
  }
}

/**
 * Whether a refusal of a list means that the service has no such collection: 404, or a tier that lacks it. Some tiers
 * say it with an unspecific 500 (facts: apim-rest 1.0 Lists, 4.1), as do services in trouble: that counts only where
 * the caller expects it.
 */
export function meansNotOffered({ status, code, message }: Refusal, errorExpected: boolean): boolean {
  if (status === 404) return true;
  if (status === 400) return code === 'MethodNotAllowedInPricingTier';
  return errorExpected && status === 500 && isInternalError(message);
}

/** The text of a 500 that tells nothing. */
export function isInternalError(text: string): boolean {
  return /request processing failed due to internal error/i.test(text);
}
