const PREFIX = 'agreement:';

/**
 * Whether it is an individual service at its agreed price: nobody ordered it, so
 * it has neither an environment nor a plan, and the name that it bears is none.
 */
export function isAgreement(of: { instanceId?: string }): boolean {
  return of.instanceId?.startsWith(PREFIX) ?? false;
}
