import { type Invoice, InvoiceService } from '@e-invoice-eu/core';
import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  compactIban,
  invoiceTotals,
  oneLine,
  type StatementTax,
  taxOf,
} from '../invoices';
import { toCents } from '../money';
import type { StatementSnapshot, StatementWithParties } from '../statements';
import { dueDay, issueDay } from './dates';
import { centsText } from './format';
import { detailsOf, quantityOf, titleOf } from './groups';
import type { DocumentLanguage } from './texts';

const FORMAT = 'XRECHNUNG-UBL';
const INVOICE = '380';
const SEPA_TRANSFER = '58';
/** Electronic addresses: of the German administration, and mail. */
const LEITWEG = '0204';
const MAIL = 'EM';
/** Of what has no unit of its own. */
const ONE = 'C62';

/** There is one invoice, whoever fetches it: an authority's, which reads German. */
const LANGUAGE: DocumentLanguage = 'de';

/** An invoice as EN 16931 wants it, in the profile of the German administration. */
export async function xrechnung(source: StatementWithParties): Promise<string> {
  const faults: string[] = [];
  const service = new InvoiceService({
    log: () => {},
    warn: () => {},
    error: message => faults.push(message),
  });
  try {
    const xml = await service.generate(toInvoice(source), {
      format: FORMAT,
      lang: LANGUAGE,
      noWarnings: true,
    });
    return typeof xml === 'string' ? xml : Buffer.from(xml).toString('utf8');
  } catch (error) {
    throw new Error(
      `The invoice could not be written: ${faults.join('; ') || error}`,
    );
  }
}

/** In the library's format, whose schema it checks. */
function toInvoice({ statement, snapshot }: StatementWithParties): Invoice {
  const { summary, lines } = statement;
  const { currency, month } = summary;
  const tax = taxOf(snapshot);
  const totals = invoiceTotals(BigInt(summary.payable), tax);
  const issued = issueDay(summary.finalisedAt, snapshot.timeZone) ?? '';
  const amount = <K extends string>(key: K, cents: bigint) => ({
    [key]: centsText(cents),
    [`${key}@currencyID`]: currency,
  });
  const corrected = [
    ...new Set(lines.flatMap(line => line.correctsStatement ?? [])),
  ];
  const invoice = {
    'cbc:ID': summary.number,
    'cbc:IssueDate': issued,
    'cbc:DueDate': dueDay(issued, snapshot),
    'cbc:InvoiceTypeCode': INVOICE,
    'cbc:DocumentCurrencyCode': currency,
    'cbc:BuyerReference': snapshot.payer.leitwegId,
    // Corrections are of earlier months, and a line's period must lie within it.
    'cac:InvoicePeriod': periodOf([month, ...lines.map(line => line.month)]),
    ...(corrected.length > 0 && {
      'cac:BillingReference': corrected.map(number => ({
        'cac:InvoiceDocumentReference': { 'cbc:ID': number },
      })),
    }),
    'cac:AccountingSupplierParty': { 'cac:Party': seller(snapshot, tax) },
    'cac:AccountingCustomerParty': { 'cac:Party': buyer(snapshot) },
    'cac:PaymentMeans': [
      {
        'cbc:PaymentMeansCode': SEPA_TRANSFER,
        'cbc:PaymentID': summary.number,
        'cac:PayeeFinancialAccount': {
          'cbc:ID': compactIban(snapshot.seller.iban ?? ''),
          'cbc:Name': oneLine(snapshot.seller.name),
          ...(snapshot.seller.bic && {
            'cac:FinancialInstitutionBranch': { 'cbc:ID': snapshot.seller.bic },
          }),
        },
      },
    ],
    'cac:TaxTotal': [
      {
        ...amount('cbc:TaxAmount', totals.tax),
        'cac:TaxSubtotal': [
          {
            ...amount('cbc:TaxableAmount', totals.net),
            ...amount('cbc:TaxAmount', totals.tax),
            'cac:TaxCategory': {
              ...taxCategory(tax),
              // Here it must be said even if nothing is taxed (BR-DE-14).
              'cbc:Percent': String(tax.percent ?? 0),
              ...(['O', 'E'].includes(tax.category) && {
                'cbc:TaxExemptionReason': tax.reason,
              }),
            },
          },
        ],
      },
    ],
    'cac:LegalMonetaryTotal': {
      ...amount('cbc:LineExtensionAmount', totals.net),
      ...amount('cbc:TaxExclusiveAmount', totals.net),
      ...amount('cbc:TaxInclusiveAmount', totals.gross),
      ...amount('cbc:PayableAmount', totals.gross),
    },
    'cac:InvoiceLine': lines.map(line =>
      invoiceLine(line, { snapshot, currency, tax }),
    ),
  };
  // Its schema has closed lists for most texts; the library checks against it.
  return { 'ubl:Invoice': invoice } as unknown as Invoice;
}

/**
 * One of what the line says, at its amount in cents: the amount of a tiered
 * price is no product of a price in cents and the quantity used. What is given
 * back has the quantity −1, for prices must not be negative.
 */
function invoiceLine(
  line: StatementLine,
  context: {
    snapshot: StatementSnapshot;
    currency: string;
    tax: StatementTax;
  },
) {
  const { snapshot, currency, tax } = context;
  const cents = toCents(BigInt(line.amount));
  const title = (ref: string | undefined) =>
    ref ? snapshot.titles[ref] ?? ref : '';
  const description = [
    title(line.systemRef),
    line.environmentName ?? '',
    ...detailsOf(line, LANGUAGE),
    quantityOf(line, LANGUAGE),
  ]
    .filter(Boolean)
    .join('; ');
  return {
    'cbc:ID': String(line.position),
    'cbc:InvoicedQuantity': cents < 0n ? '-1' : '1',
    'cbc:InvoicedQuantity@unitCode': ONE,
    'cbc:LineExtensionAmount': centsText(cents),
    'cbc:LineExtensionAmount@currencyID': currency,
    'cac:InvoicePeriod': periodOf([line.month]),
    'cac:Item': {
      'cbc:Description': oneLine(description),
      'cbc:Name': oneLine(
        [title(line.serviceRef), titleOf(line, LANGUAGE)]
          .filter(Boolean)
          .join(': '),
      ),
      'cac:ClassifiedTaxCategory': taxCategory(tax),
    },
    'cac:Price': {
      'cbc:PriceAmount': centsText(cents < 0n ? -cents : cents),
      'cbc:PriceAmount@currencyID': currency,
    },
  };
}

/** Of a line, which must say nothing about percent where nothing is taxed (BR-O-05). */
function taxCategory({ category, percent = 0 }: StatementTax) {
  return {
    'cbc:ID': category,
    ...(category !== 'O' && { 'cbc:Percent': String(percent) }),
    'cac:TaxScheme': { 'cbc:ID': 'VAT' },
  };
}

function seller({ seller: party }: StatementSnapshot, tax: StatementTax) {
  const { contact, registrationId, vatId } = party;
  return {
    'cbc:EndpointID': contact?.email,
    'cbc:EndpointID@schemeID': MAIL,
    'cac:PostalAddress': address(party),
    // Who does not say that tax is due must not name a VAT ID (BR-O-02).
    ...(tax.category !== 'O' &&
      vatId && {
        'cac:PartyTaxScheme': [
          { 'cbc:CompanyID': vatId, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } },
        ],
      }),
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': oneLine(party.name),
      ...(registrationId && { 'cbc:CompanyID': oneLine(registrationId) }),
    },
    'cac:Contact': {
      'cbc:Name': oneLine(contact?.name ?? ''),
      'cbc:Telephone': contact?.phone,
      'cbc:ElectronicMail': contact?.email,
    },
  };
}

function buyer({ payer }: StatementSnapshot) {
  return {
    'cbc:EndpointID': payer.leitwegId,
    'cbc:EndpointID@schemeID': LEITWEG,
    'cac:PostalAddress': address(payer),
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': oneLine(payer.name) },
  };
}

function address(party: StatementSnapshot['seller' | 'payer']) {
  return {
    ...(party.street && { 'cbc:StreetName': oneLine(party.street) }),
    'cbc:CityName': oneLine(party.city ?? ''),
    'cbc:PostalZone': party.postCode,
    'cac:Country': { 'cbc:IdentificationCode': party.country },
  };
}

/** From the first day of the earliest month to the last day of the latest. */
function periodOf(months: string[]) {
  const sorted = [...months].sort();
  const latest = sorted[sorted.length - 1];
  const [year, number] = latest.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return {
    'cbc:StartDate': `${sorted[0]}-01`,
    'cbc:EndDate': `${latest}-${String(last).padStart(2, '0')}`,
  };
}
