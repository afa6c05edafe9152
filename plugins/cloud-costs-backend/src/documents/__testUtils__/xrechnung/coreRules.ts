import { every, everywhere, has, numberOf, type Rules } from './Rule';
import type { XmlElement } from './XmlElement';

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const TOTALS = 'cac:LegalMonetaryTotal';
const LINES = 'cac:InvoiceLine';
const BREAKDOWN = 'cac:TaxTotal/cac:TaxSubtotal';
const COUNTRY = 'cac:PostalAddress/cac:Country/cbc:IdentificationCode';

const inOrder = (period: XmlElement) =>
  period.textOf('cbc:StartDate') <= period.textOf('cbc:EndDate');
const inCents = (path: string) =>
  every(path, ({ text }) => /^-?\d+(\.\d{1,2})?$/.test(text));
const attribute = (name: string, allowed: RegExp) => (element: XmlElement) =>
  allowed.test(element.attributes[name] ?? '');

/** EN 16931: what an invoice must have, and which codes. */
export const CORE_RULES: Rules = {
  'BR-01': has('cbc:CustomizationID'),
  'BR-02': has('cbc:ID'),
  'BR-03': has('cbc:IssueDate'),
  'BR-04': has('cbc:InvoiceTypeCode'),
  'BR-05': has('cbc:DocumentCurrencyCode'),
  'BR-06': has(`${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`),
  'BR-07': has(`${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`),
  'BR-08': invoice => !!invoice.first(`${SELLER}/cac:PostalAddress`),
  'BR-09': has(`${SELLER}/${COUNTRY}`),
  'BR-10': invoice => !!invoice.first(`${BUYER}/cac:PostalAddress`),
  'BR-11': has(`${BUYER}/${COUNTRY}`),
  'BR-12': has(`${TOTALS}/cbc:LineExtensionAmount`),
  'BR-13': has(`${TOTALS}/cbc:TaxExclusiveAmount`),
  'BR-14': has(`${TOTALS}/cbc:TaxInclusiveAmount`),
  'BR-15': has(`${TOTALS}/cbc:PayableAmount`),
  'BR-16': invoice => invoice.all(LINES).length > 0,
  'BR-21': every(LINES, has('cbc:ID')),
  'BR-22': every(LINES, has('cbc:InvoicedQuantity')),
  'BR-23': every(`${LINES}/cbc:InvoicedQuantity`, attribute('unitCode', /./)),
  'BR-24': every(LINES, has('cbc:LineExtensionAmount')),
  'BR-25': every(LINES, has('cac:Item/cbc:Name')),
  'BR-26': every(LINES, has('cac:Price/cbc:PriceAmount')),
  'BR-27': every(`${LINES}/cac:Price`, price =>
    numberOf(price, 'cbc:PriceAmount').gte(0),
  ),
  'BR-29': every('cac:InvoicePeriod', inOrder),
  'BR-30': every(`${LINES}/cac:InvoicePeriod`, inOrder),
  'BR-45': every(BREAKDOWN, has('cbc:TaxableAmount')),
  'BR-46': every(BREAKDOWN, has('cbc:TaxAmount')),
  'BR-47': every(BREAKDOWN, has('cac:TaxCategory/cbc:ID')),
  'BR-49': every('cac:PaymentMeans', has('cbc:PaymentMeansCode')),
  'BR-50': every('cac:PaymentMeans/cac:PayeeFinancialAccount', has('cbc:ID')),
  'BR-55': every(
    'cac:BillingReference',
    has('cac:InvoiceDocumentReference/cbc:ID'),
  ),
  'BR-61': every(
    'cac:PaymentMeans',
    means =>
      !['30', '58'].includes(means.textOf('cbc:PaymentMeansCode')) ||
      has('cac:PayeeFinancialAccount/cbc:ID')(means),
  ),
  'BR-62': every(`${SELLER}/cbc:EndpointID`, attribute('schemeID', /./)),
  'BR-63': every(`${BUYER}/cbc:EndpointID`, attribute('schemeID', /./)),

  'BR-DEC-09': inCents(`${TOTALS}/cbc:LineExtensionAmount`),
  'BR-DEC-12': inCents(`${TOTALS}/cbc:TaxExclusiveAmount`),
  'BR-DEC-13': inCents('cac:TaxTotal/cbc:TaxAmount'),
  'BR-DEC-14': inCents(`${TOTALS}/cbc:TaxInclusiveAmount`),
  'BR-DEC-18': inCents(`${TOTALS}/cbc:PayableAmount`),
  'BR-DEC-19': inCents(`${BREAKDOWN}/cbc:TaxableAmount`),
  'BR-DEC-20': inCents(`${BREAKDOWN}/cbc:TaxAmount`),
  'BR-DEC-23': inCents(`${LINES}/cbc:LineExtensionAmount`),

  'BR-CL-01': every('cbc:InvoiceTypeCode', ({ text }) =>
    ['326', '380', '384', '389', '875', '876', '877'].includes(text),
  ),
  // Also: there is but one currency, so each amount is in that of the document.
  'BR-CL-03': invoice =>
    invoice
      .everything()
      .filter(({ name }) => name.endsWith('Amount'))
      .every(
        ({ attributes }) =>
          attributes.currencyID === invoice.textOf('cbc:DocumentCurrencyCode'),
      ),
  'BR-CL-04': every('cbc:DocumentCurrencyCode', ({ text }) =>
    Intl.supportedValuesOf('currency').includes(text),
  ),
  'BR-CL-14': everywhere(
    'cbc:IdentificationCode',
    ({ text }) =>
      /^[A-Z]{2}$/.test(text) &&
      new Intl.DisplayNames('en', { type: 'region' }).of(text) !== text,
  ),
  'BR-CL-16': every('cac:PaymentMeans/cbc:PaymentMeansCode', ({ text }) =>
    ['30', '58'].includes(text),
  ),
  'BR-CL-17': every(`${BREAKDOWN}/cac:TaxCategory/cbc:ID`, ({ text }) =>
    ['S', 'Z', 'E', 'O'].includes(text),
  ),
  'BR-CL-18': every(
    `${LINES}/cac:Item/cac:ClassifiedTaxCategory/cbc:ID`,
    ({ text }) => ['S', 'Z', 'E', 'O'].includes(text),
  ),
  'BR-CL-23': every(
    `${LINES}/cbc:InvoicedQuantity`,
    attribute('unitCode', /^C62$/),
  ),
  'BR-CL-25': everywhere(
    'cbc:EndpointID',
    attribute('schemeID', /^(EM|0204)$/),
  ),
};
