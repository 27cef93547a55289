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
 * Whether a refusal of a list means that the service has no such collection: 404, a tier that lacks it, or the
 * unspecific 500 with which some tiers answer (facts: apim-rest 1.0 Lists, 4.1).
 */
export function meansNotOffered({ status, code, message }: Refusal): boolean {
  if (status === 404) return true;
  if (status === 400) return code === 'MethodNotAllowedInPricingTier';
  return status === 500 && isInternalError(message);
}

/** The text of a 500 that will not pass by waiting. */
export function isInternalError(text: string): boolean {
  return /request processing failed due to internal error/i.test(text);
}
