import type { CreditRequest } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invalidField, requireReason } from '@dualcloud/foundation-node';

type Reasons = NonNullable<CreditRequest['reasons']>;

/** Why money is given or taken: in a person's own words, or in both languages. */
export type CreditReason = {
  /** In English where there are both. */
  reason: string;
  reasons?: Reasons;
};

/** Columns of `credits`. */
export type CreditReasonColumns = { reason: string; reasons: string | null };

/** @throws InputError unless there is one of the two, and words in it */
export function readReason({ reason, reasons }: CreditRequest): CreditReason {
  if ((reason === undefined) === (reasons === undefined)) {
    throw invalidField(
      'reason',
      'one-of',
      'say why in either reason, or in reasons with the same in English (en) and German (de)',
    );
  }
  requireReason(reason);
  requireReason(reasons?.en);
  requireReason(reasons?.de);
  return { reason: reason ?? reasons?.en ?? '', ...(reasons && { reasons }) };
}

export function toReasonColumns(of: CreditReason): CreditReasonColumns {
  return { reason: of.reason, reasons: of.reasons ? write(of.reasons) : null };
}

export function fromReasonColumns(row: CreditReasonColumns): CreditReason {
  return {
    reason: row.reason,
    ...(row.reasons !== null && { reasons: JSON.parse(row.reasons) }),
  };
}

/** Whether what is stored says the same. */
export function isSameReason(
  known: CreditReasonColumns,
  { reason, reasons }: CreditRequest,
): boolean {
  return reasons
    ? known.reasons === write(reasons)
    : known.reasons === null && known.reason === reason;
}

/** The same text for the same reasons. */
function write({ en, de }: Reasons): string {
  return JSON.stringify({ en, de });
}
