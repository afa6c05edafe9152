import type { Parties } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { PartiesColumns } from './InstanceStore';

export function toParties(row: PartiesColumns): Parties {
  return {
    ownerRef: row.owner_ref,
    systemRef: row.system_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    payerRef: row.payer_ref ?? undefined,
    commissionRef: row.commission_ref ?? undefined,
  };
}

export function toPartiesColumns(parties: Parties): PartiesColumns {
  return {
    owner_ref: parties.ownerRef,
    system_ref: parties.systemRef,
    customer_ref: parties.customerRef ?? null,
    software_provider_ref: parties.softwareProviderRef ?? null,
    payer_ref: parties.payerRef ?? null,
    commission_ref: parties.commissionRef ?? null,
  };
}

/** Somebody always pays: a system of the provider's own has no commission and no customer. */
export function payerOf({ payerRef, customerRef, ownerRef }: Parties): string {
  return payerRef ?? customerRef ?? ownerRef;
}
