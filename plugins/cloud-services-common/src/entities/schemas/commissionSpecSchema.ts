import type { JSONSchema7 } from 'json-schema';
import { day, entityRef, objectOf } from './shared';

/** JSON Schema (draft-07) of the spec of a Commission. @public */
export const commissionSpecSchema: JSONSchema7 = objectOf(
  {
    customer: entityRef,
    softwareProvider: entityRef,
    system: entityRef,
    validFrom: day,
    validUntil: day,
    payer: entityRef,
  },
  ['customer', 'softwareProvider', 'system', 'validFrom', 'payer'],
);
