import {
  type CommissionEntity,
  isInForce,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Party } from '@dualcloud/foundation-node';
import { refOf } from '../serviceDirectory';

/** A commission with full refs. */
export type Commission = {
  ref: string;
  customer: string;
  softwareProvider: string;
  system: string;
  payer: string;
  validFrom: string;
  validUntil?: string;
};

/** Why somebody may order for a system, or may not. */
export type Standing =
  | {
      allowed: true;
      via: 'software-provider' | 'agency' | 'platform-engineer';
      /** What the parties of the order are taken from. */
      commission?: Commission;
      customerRef?: string;
    }
  | { allowed: false; reason: 'ended' | 'not-begun'; commission: Commission }
  | { allowed: false; reason: 'none' };

export function toCommission({
  metadata,
  spec,
  kind,
}: CommissionEntity): Commission {
  const group = (ref: string) => refOf(ref, 'Group', metadata.namespace);
  return {
    ref: stringifyEntityRef({
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
    }),
    customer: group(spec.customer),
    softwareProvider: group(spec.softwareProvider),
    system: refOf(spec.system, 'System', metadata.namespace),
    payer: group(spec.payer),
    validFrom: String(spec.validFrom),
    validUntil:
      spec.validUntil === undefined ? undefined : String(spec.validUntil),
  };
}

/**
 * Who may order for a system: the software provider whose commission is in
 * force, the agency that the system serves, and the platform engineers.
 *
 * @param systemAgencies - agencies that the system's owner belongs to
 * @param today - YYYY-MM-DD; a commission holds from its first to its last day
 */
export function decideStanding(options: {
  party: Party;
  commissions: Commission[];
  systemAgencies: string[];
  today: string;
}): Standing {
  const { party, systemAgencies, today } = options;
  // The longest first, so that the choice does not depend on the catalog's order.
  const commissions = [...options.commissions].sort(
    (a, b) =>
      (b.validUntil ?? '9999').localeCompare(a.validUntil ?? '9999') ||
      a.ref.localeCompare(b.ref),
  );
  const inForce = commissions.filter(commission =>
    isInForce(commission, today),
  );
  const asSoftwareProvider = inForce.find(({ softwareProvider }) =>
    party.refs.includes(softwareProvider),
  );
  if (asSoftwareProvider) {
    return {
      allowed: true,
      via: 'software-provider',
      commission: asSoftwareProvider,
      customerRef: asSoftwareProvider.customer,
    };
  }
  const asCustomer = inForce.find(({ customer }) =>
    party.refs.includes(customer),
  );
  const ownAgency =
    asCustomer?.customer ??
    systemAgencies.find(agency => party.agencies.includes(agency));
  if (ownAgency) {
    return {
      allowed: true,
      via: 'agency',
      commission: asCustomer,
      customerRef: ownAgency,
    };
  }
  if (party.isPlatformEngineer) {
    const [commission] = inForce;
    return {
      allowed: true,
      via: 'platform-engineer',
      commission,
      customerRef: commission?.customer ?? systemAgencies[0],
    };
  }
  const once = commissions.find(({ softwareProvider }) =>
    party.refs.includes(softwareProvider),
  );
  if (!once) return { allowed: false, reason: 'none' };
  return {
    allowed: false,
    reason: once.validFrom > today ? 'not-begun' : 'ended',
    commission: once,
  };
}
