import type { FieldFault } from '@dualcloud/foundation-node';
import type { StatementSnapshot } from '../statements';
import { isIban } from './iban';
import { isLeitwegId } from './leitwegId';
import { oneLine } from './oneLine';
import { taxOf } from './taxes';

const SELLER = 'cloudCosts.billing.seller';
const BIC = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/;
/** As XRechnung understands them (BR-DE-27, BR-DE-28). */
const PHONE = /(\d.*){3}/;
const MAIL = /^[^\s@.][^\s@]*[^\s@.]@([^\s@.]+\.)+[^\s@.]{2,}$/;

/** A text of the configuration, whether there must be one, and how it must be. */
type Field = {
  field: string;
  value: string | undefined;
  optional?: boolean;
  form?: { rule: string; fits: (text: string) => boolean; message: string };
};

/**
 * What keeps a statement with these parties from being an XRechnung, field by
 * field of the configuration.
 */
export function invoiceFaults(snapshot: StatementSnapshot): FieldFault[] {
  return [...payerFields(snapshot), ...sellerFields(snapshot)].flatMap(
    ({ field, value, optional, form }) => {
      const text = oneLine(value ?? '');
      if (text === '') {
        return optional
          ? []
          : [
              {
                field,
                rule: 'required',
                message: 'is missing in the configuration',
              },
            ];
      }
      return !form || form.fits(text)
        ? []
        : [{ field, rule: form.rule, message: `"${text}" ${form.message}` }];
    },
  );
}

/** Faults in a row, for a message. */
export function describeFaults(faults: FieldFault[]): string {
  return faults.map(({ field, message }) => `${field}: ${message}`).join('; ');
}

function payerFields({ payer }: StatementSnapshot): Field[] {
  const key = `cloudCosts.billing.customers.${payer.ref}`;
  return [
    {
      field: `${key}.leitwegId`,
      value: payer.leitwegId,
      form: {
        rule: 'leitweg-id',
        fits: isLeitwegId,
        message: 'is not a Leitweg-ID: its check digits or its form are wrong',
      },
    },
    ...addressFields(payer, key),
  ];
}

function sellerFields(snapshot: StatementSnapshot): Field[] {
  const { seller } = snapshot;
  const { contact } = seller;
  const tax = taxOf(snapshot);
  return [
    ...addressFields(seller, SELLER),
    {
      field: `${SELLER}.iban`,
      value: seller.iban,
      form: {
        rule: 'iban',
        fits: isIban,
        message: 'is not an IBAN: its check digits or its form are wrong',
      },
    },
    {
      field: `${SELLER}.bic`,
      value: seller.bic,
      optional: true,
      form: {
        rule: 'bic',
        fits: text => BIC.test(text),
        message: 'is not a BIC; write 8 or 11 capital letters and digits',
      },
    },
    { field: `${SELLER}.contact.name`, value: contact?.name },
    {
      field: `${SELLER}.contact.phone`,
      value: contact?.phone,
      form: {
        rule: 'phone',
        fits: text => PHONE.test(text),
        message: 'is not a telephone number; it needs at least three digits',
      },
    },
    {
      field: `${SELLER}.contact.email`,
      value: contact?.email,
      form: {
        rule: 'email',
        fits: text => MAIL.test(text),
        message: 'is not a mail address',
      },
    },
    // Who does not say that tax is due must not name a VAT ID (BR-O-02).
    tax.category === 'O'
      ? { field: `${SELLER}.registrationId`, value: seller.registrationId }
      : {
          field: `${SELLER}.vatId`,
          value: seller.vatId,
          form: {
            rule: 'vat-id',
            fits: text => isCountry(text.slice(0, 2)),
            message: 'is not a VAT ID; it begins with its country, such as DE',
          },
        },
    ...(tax.category === 'E'
      ? [{ field: 'cloudCosts.billing.tax.reason', value: tax.reason }]
      : []),
  ];
}

function addressFields(
  party: StatementSnapshot['seller' | 'payer'],
  key: string,
): Field[] {
  return [
    { field: `${key}.name`, value: party.name },
    { field: `${key}.city`, value: party.city },
    { field: `${key}.postCode`, value: party.postCode },
    {
      field: `${key}.country`,
      value: party.country,
      form: {
        rule: 'country',
        fits: isCountry,
        message: 'is not a country of ISO 3166; write two letters, such as DE',
      },
    },
  ];
}

const countries = new Intl.DisplayNames('en', {
  type: 'region',
  fallback: 'none',
});

function isCountry(text: string): boolean {
  return (
    /^[A-Z]{2}$/.test(text) &&
    // Regions that are no countries, and what is not known.
    !['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'].includes(text) &&
    countries.of(text) !== undefined
  );
}
