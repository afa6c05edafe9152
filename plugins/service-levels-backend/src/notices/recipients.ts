import type { NotificationLanguage } from '@dualcloud/foundation-node';
import type { ServiceLevelAgreementSpec } from '@dualcloud/backstage-plugin-service-levels-common';
import type { Commitment } from '../commitments';

/** A commitment with the names by which its parties know it. */
export type Concerned = {
  commitment: Commitment;
  owner?: string;
  /** What is agreed; absent: nothing is known of it any more. */
  terms?: ServiceLevelAgreementSpec;
  timeZone: string;
  name: (language: NotificationLanguage) => string;
};

/**
 * Whom a commitment concerns: the agency and its software provider, of an
 * environment whoever develops in it, and whoever answers for the agreement. Of
 * what is promised to everybody only the last is told: it is on everybody's page.
 */
export function recipientsOf(
  commitment: Commitment,
  agreementOwner: string,
): string[] {
  return [...new Set([...partiesOf(commitment), agreementOwner])];
}

/** The same without the one who answers for the agreement. */
export function partiesOf(commitment: Commitment): string[] {
  const { kind, customerRef, softwareProviderRef, ownerRef } = commitment;
  if (kind === 'general') return [];
  const refs =
    kind === 'special'
      ? [customerRef, softwareProviderRef]
      : [ownerRef, softwareProviderRef];
  return [...new Set(refs.filter(ref => ref !== undefined))];
}
