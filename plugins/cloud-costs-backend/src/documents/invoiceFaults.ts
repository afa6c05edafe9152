import { conflict, type FieldFault } from '@dualcloud/foundation-node';
import type { StatementWithParties } from '../statements';
import { isLeitwegId } from './leitwegId';
import { taxOf } from './model';

/** What keeps a statement from being an XRechnung, field by field. */
export function invoiceFaults({
  statement,
  snapshot,
}: StatementWithParties): FieldFault[] {
  const { payer, seller } = snapshot;
  const faults: FieldFault[] = [];
  const missing = (fields: Record<string, string | undefined>, key: string) => {
    for (const [field, value] of Object.entries(fields)) {
      if (!value?.trim()) {
        faults.push({
          field: `${key}.${field}`,
          rule: 'required',
          message: 'is missing in the configuration',
        });
      }
    }
  };
  if (snapshot.billing !== 'invoice') {
    faults.push({
      field: 'billing',
      rule: 'invoice',
      message: 'costs are only allocated to this payer, not invoiced',
    });
    return faults;
  }
  if (statement.summary.state !== 'final') {
    faults.push({
      field: 'state',
      rule: 'final',
      message: 'only a final statement is an invoice',
    });
  }
  const ofPayer = `cloudCosts.billing.customers.${payer.ref}`;
  if (payer.leitwegId && !isLeitwegId(payer.leitwegId)) {
    faults.push({
      field: `${ofPayer}.leitwegId`,
      rule: 'leitweg-id',
      message: `"${payer.leitwegId}" is not a Leitweg-ID: its check digits or its form are wrong`,
    });
  }
  const place = (party: typeof payer | typeof seller) => ({
    name: party.name,
    city: party.city,
    postCode: party.postCode,
    country: party.country,
  });
  missing({ leitwegId: payer.leitwegId, ...place(payer) }, ofPayer);
  const { contact } = seller;
  missing(
    {
      ...place(seller),
      iban: seller.iban,
      'contact.name': contact?.name,
      'contact.phone': contact?.phone,
      'contact.email': contact?.email,
      ...(taxOf(snapshot).category === 'O'
        ? { registrationId: seller.registrationId }
        : { vatId: seller.vatId }),
    },
    'cloudCosts.billing.seller',
  );
  if (taxOf(snapshot).category === 'E') {
    missing({ reason: taxOf(snapshot).reason }, 'cloudCosts.billing.tax');
  }
  return faults;
}

/** @throws ConflictError that says what is missing */
export function requireInvoice(source: StatementWithParties): void {
  const faults = invoiceFaults(source);
  if (faults.length === 0) return;
  const said = faults
    .map(({ field, message }) => `${field}: ${message}`)
    .join('; ');
  throw Object.assign(conflict(`there is no XRechnung of it: ${said}`), {
    details: faults,
  });
}
