import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/** Spec of a {@link CommissionEntity}. @public */
export type CommissionSpec = {
  /** The Group that commissions: an agency. */
  customer: string;
  /** The Group that does the work. */
  softwareProvider: string;
  /** The System that is worked on. */
  system: string;
  /** First and last day, YYYY-MM-DD, both inclusive; without an end it runs on. */
  validFrom: string;
  validUntil?: string;
  /** Group that pays for the environments; usually one of the two. */
  payer: string;
};

/**
 * An agency has a software provider work on a system for a period; rights,
 * costs and policies follow from it (Beauftragung).
 * @public
 */
export interface CommissionEntity extends Entity {
  apiVersion: 'dualcloud.dev/v1alpha1';
  kind: 'Commission';
  spec: CommissionSpec & JsonObject;
}

/** @public */
export function isCommissionEntity(entity: Entity): entity is CommissionEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'commission';
}

/** Whether the commission holds on a day (YYYY-MM-DD). @public */
export function isInForce(spec: CommissionSpec, day: string): boolean {
  return (
    spec.validFrom <= day &&
    (spec.validUntil === undefined || day <= spec.validUntil)
  );
}
