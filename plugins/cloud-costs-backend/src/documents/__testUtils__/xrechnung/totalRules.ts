import Decimal from 'decimal.js';
import { every, has, numberOf, type Rules, sumOf, toCents } from './Rule';
import type { XmlElement } from './XmlElement';

const TOTALS = 'cac:LegalMonetaryTotal';
const LINES = 'cac:InvoiceLine';
const BREAKDOWN = 'cac:TaxTotal/cac:TaxSubtotal';
const LINE_CATEGORY = 'cac:Item/cac:ClassifiedTaxCategory';
const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const VAT_ID = `${SELLER}/cac:PartyTaxScheme/cbc:CompanyID`;
const PERCENT = 'cac:TaxCategory/cbc:Percent';

const total = (invoice: XmlElement, name: string) =>
  numberOf(invoice, `${TOTALS}/cbc:${name}`);
const linesOf = (invoice: XmlElement, category: string) =>
  invoice
    .all(LINES)
    .filter(line => line.textOf(`${LINE_CATEGORY}/cbc:ID`) === category);
const breakdownsOf = (invoice: XmlElement, category: string) =>
  invoice
    .all(BREAKDOWN)
    .filter(one => one.textOf('cac:TaxCategory/cbc:ID') === category);
const hasReason = (one: XmlElement) =>
  has('cac:TaxCategory/cbc:TaxExemptionReason')(one) ||
  has('cac:TaxCategory/cbc:TaxExemptionReasonCode')(one);
const isBounded = (period: XmlElement) =>
  has('cbc:StartDate')(period) || has('cbc:EndDate')(period);

/** The rules that all categories of tax have, each under its own letter. */
function categoryRules(category: 'S' | 'Z' | 'E' | 'O'): Rules {
  const rule = (number: string) => `BR-${category}-${number}`;
  const breakdowns = (check: (one: XmlElement) => boolean) => {
    return (invoice: XmlElement) =>
      breakdownsOf(invoice, category).every(check);
  };
  return {
    [rule('01')]: invoice =>
      linesOf(invoice, category).length === 0 ||
      breakdownsOf(invoice, category).length === 1,
    [rule('02')]: invoice =>
      linesOf(invoice, category).length === 0 ||
      has(VAT_ID)(invoice) !== (category === 'O'),
    [rule('05')]: invoice =>
      linesOf(invoice, category).every(line => {
        const percent = line.textOf(`${LINE_CATEGORY}/cbc:Percent`);
        if (category === 'O') return percent === '';
        return category === 'S' ? Number(percent) > 0 : Number(percent) === 0;
      }),
    [rule('08')]: invoice =>
      breakdownsOf(invoice, category).every(one =>
        numberOf(one, 'cbc:TaxableAmount').eq(
          sumOf(linesOf(invoice, category), 'cbc:LineExtensionAmount'),
        ),
      ),
    [rule('09')]: breakdowns(one =>
      numberOf(one, 'cbc:TaxAmount').eq(
        category === 'S'
          ? toCents(
              numberOf(one, 'cbc:TaxableAmount')
                .times(numberOf(one, PERCENT))
                .div(100),
            )
          : 0,
      ),
    ),
    [rule('10')]: breakdowns(
      one => hasReason(one) === ['E', 'O'].includes(category),
    ),
  };
}

/** EN 16931: what must add up, and how it is taxed. */
export const TOTAL_RULES: Rules = {
  'BR-CO-04': every(LINES, has(`${LINE_CATEGORY}/cbc:ID`)),
  'BR-CO-09': every(VAT_ID, ({ text }) => /^[A-Z]{2}/.test(text)),
  'BR-CO-10': invoice =>
    total(invoice, 'LineExtensionAmount').eq(
      sumOf(invoice.all(LINES), 'cbc:LineExtensionAmount'),
    ),
  'BR-CO-13': invoice =>
    total(invoice, 'TaxExclusiveAmount').eq(
      total(invoice, 'LineExtensionAmount'),
    ),
  'BR-CO-14': invoice =>
    numberOf(invoice, 'cac:TaxTotal/cbc:TaxAmount').eq(
      sumOf(invoice.all(BREAKDOWN), 'cbc:TaxAmount'),
    ),
  'BR-CO-15': invoice =>
    total(invoice, 'TaxInclusiveAmount').eq(
      total(invoice, 'TaxExclusiveAmount').plus(
        numberOf(invoice, 'cac:TaxTotal/cbc:TaxAmount'),
      ),
    ),
  'BR-CO-16': invoice =>
    total(invoice, 'PayableAmount').eq(total(invoice, 'TaxInclusiveAmount')),
  'BR-CO-17': every(BREAKDOWN, one =>
    numberOf(one, 'cbc:TaxAmount').eq(
      toCents(
        numberOf(one, 'cbc:TaxableAmount')
          .times(one.textOf(PERCENT) || 0)
          .div(100),
      ),
    ),
  ),
  'BR-CO-18': invoice => invoice.all(BREAKDOWN).length > 0,
  'BR-CO-19': every('cac:InvoicePeriod', isBounded),
  'BR-CO-20': every(`${LINES}/cac:InvoicePeriod`, isBounded),
  'BR-CO-25': invoice =>
    !total(invoice, 'PayableAmount').gt(0) ||
    has('cbc:DueDate')(invoice) ||
    has('cac:PaymentTerms/cbc:Note')(invoice),
  'BR-CO-26': invoice =>
    has(VAT_ID)(invoice) ||
    has(`${SELLER}/cac:PartyIdentification/cbc:ID`)(invoice) ||
    has(`${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`)(invoice),
  'BR-48': every(
    BREAKDOWN,
    one => has(PERCENT)(one) || one.textOf('cac:TaxCategory/cbc:ID') === 'O',
  ),
  ...categoryRules('S'),
  ...categoryRules('Z'),
  ...categoryRules('E'),
  ...categoryRules('O'),
  'BR-O-11': invoice =>
    breakdownsOf(invoice, 'O').length === 0 ||
    invoice.all(BREAKDOWN).length === 1,
  'BR-O-12': invoice =>
    breakdownsOf(invoice, 'O').length === 0 ||
    linesOf(invoice, 'O').length === invoice.all(LINES).length,
  // Of Peppol, which XRechnung has taken over: a line is its price times its quantity.
  'PEPPOL-EN16931-R120': every(LINES, line =>
    numberOf(line, 'cbc:LineExtensionAmount').eq(
      toCents(
        numberOf(line, 'cbc:InvoicedQuantity')
          .times(numberOf(line, 'cac:Price/cbc:PriceAmount'))
          .div(new Decimal(line.textOf('cac:Price/cbc:BaseQuantity') || 1)),
      ),
    ),
  ),
};
