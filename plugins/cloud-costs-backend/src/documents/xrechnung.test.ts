import * as fc from 'fast-check';
import { toCents } from '../money';
import type { StatementSnapshot } from '../statements';
import { example, HOSTILE, line } from './__testUtils__/example';
import { brokenRules, RULE_IDS, XmlElement } from './__testUtils__/xrechnung';
import { writeDocument } from './DocumentService';

jest.setTimeout(60_000);

type Source = ReturnType<typeof example>;

async function invoice(source: Source): Promise<XmlElement> {
  return XmlElement.parse(
    String(await writeDocument(source, 'xrechnung', 'de')),
  );
}

const ADJUSTMENT = line({
  kind: 'adjustment',
  month: '2026-08',
  amount: '-2345678',
  correctsStatement: '2026-000009',
});
const CREDIT = line({
  kind: 'credit',
  type: 'credit',
  component: 'credit',
  titles: undefined,
  unit: 'once',
  amount: '-10000000',
  reason: 'Ausfall',
  serviceRef: '',
  systemRef: undefined,
  environmentName: undefined,
  instanceName: undefined,
  plan: '',
  stage: undefined,
});
const REDUCTION = line({ ...CREDIT, kind: 'reduction', type: 'reduction' });
const DISCOUNT = line({ type: 'discount', amount: '-123456789' });
const standardRate = (percent: number): Partial<StatementSnapshot> => ({
  tax: { category: 'S', percent },
});

const EXAMPLES: Record<string, Source> = {
  'one line': example({ lines: [line()] }),
  'an adjustment of an earlier month': example({ lines: [line(), ADJUSTMENT] }),
  'a credit and a reduction': example({ lines: [line(), CREDIT, REDUCTION] }),
  'a discount': example({ lines: [line(), DISCOUNT] }),
  'more given back than charged': example({ lines: [ADJUSTMENT, CREDIT] }),
  'nothing to pay': example({ lines: [line({ amount: '4999' })] }),
  'names that do harm': example({
    lines: HOSTILE.map(text =>
      line({
        instanceName: text,
        reason: text,
        titles: { en: text, de: text },
      }),
    ),
  }),
  'standard rate': example({
    lines: [line(), ADJUSTMENT],
    snapshot: standardRate(19),
  }),
  'a rate with a fraction, and a refund': example({
    lines: [line({ amount: '-30000' }), line({ amount: '-4150000' })],
    snapshot: standardRate(5.5),
  }),
  'zero rate': example({
    lines: [line()],
    snapshot: { tax: { category: 'Z' } },
  }),
  'exempt from tax': example({
    lines: [line(), CREDIT],
    snapshot: { tax: { category: 'E', reason: '§ 4 UStG' } },
  }),
  'a bank code': example({
    lines: [line()],
    snapshot: {
      seller: { ...example({ lines: [] }).snapshot.seller, bic: 'BYLADEM1001' },
    },
  }),
};

it('is in German, for there is one invoice whoever fetches it', async () => {
  const reasons = { en: 'Objective missed', de: 'Ziel verfehlt' };
  const source = example({
    lines: [{ ...REDUCTION, reason: reasons.en, reasons }],
  });
  const [english, german] = await Promise.all([
    writeDocument(source, 'xrechnung', 'en'),
    writeDocument(source, 'xrechnung', 'de'),
  ]);
  expect(english).toBe(german);
  expect(german).toContain(reasons.de);
  expect(german).not.toContain(reasons.en);
});

describe('an XRechnung keeps the rules of EN 16931 and of XRechnung', () => {
  it.each(Object.keys(EXAMPLES))('with %s', async name => {
    expect(brokenRules(await invoice(EXAMPLES[name]))).toEqual([]);
  });

  it('whatever the amounts, months and tax are', async () => {
    const amounts = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(amounts, fc.constantFrom('2026-10', '2026-09', '2025-12')),
          { minLength: 1, maxLength: 6 },
        ),
        fc.constantFrom<Partial<StatementSnapshot>>(
          {},
          standardRate(19),
          standardRate(7),
          standardRate(0.25),
        ),
        async (lines, snapshot) => {
          const source = example({
            lines: lines.map(([amount, month]) =>
              line({ amount: String(amount), month }),
            ),
            snapshot,
          });
          const written = await invoice(source);
          expect(brokenRules(written)).toEqual([]);
          const net = lines.reduce(
            (sum, [amount]) => sum + toCents(amount),
            0n,
          );
          expect(
            written
              .textOf('cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount')
              .replace('.', ''),
          ).toMatch(new RegExp(`^-?0*${String(net).replace('-', '')}$`));
        },
      ),
      { numRuns: 20 },
    );
  });
});

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const CONTACT = `${SELLER}/cac:Contact`;
const COUNTRY = 'cac:PostalAddress/cac:Country/cbc:IdentificationCode';
const TOTALS = 'cac:LegalMonetaryTotal';
const SUBTOTAL = 'cac:TaxTotal/cac:TaxSubtotal';
const CATEGORY = `${SUBTOTAL}/cac:TaxCategory`;
const LINE = 'cac:InvoiceLine';
const LINE_CATEGORY = `${LINE}/cac:Item/cac:ClassifiedTaxCategory`;
const ACCOUNT = 'cac:PaymentMeans/cac:PayeeFinancialAccount';

type Break = (invoice: XmlElement) => XmlElement;
const without =
  (path: string): Break =>
  one =>
    one.replace(path, () => []);
const set =
  (path: string, text: string): Break =>
  one =>
    one.replace(path, found => [found.with({ text })]);
const unmarked =
  (path: string): Break =>
  one =>
    one.replace(path, found => [found.with({ attributes: {} })]);
const after =
  (path: string, xml: string): Break =>
  one =>
    one.replace(path, found => [found, XmlElement.parse(xml)]);
const twice =
  (path: string): Break =>
  one =>
    one.replace(path, found => [found, found]);

/** How to break each rule, beginning with an invoice of these examples. */
const BREAKS: Record<string, Record<string, Break>> = {
  'an adjustment of an earlier month': {
    'UBL-2.1': twice('cbc:ID'),
    'BR-01': without('cbc:CustomizationID'),
    'BR-02': without('cbc:ID'),
    'BR-03': without('cbc:IssueDate'),
    'BR-04': without('cbc:InvoiceTypeCode'),
    'BR-05': without('cbc:DocumentCurrencyCode'),
    'BR-06': without(`${SELLER}/cac:PartyLegalEntity`),
    'BR-07': without(`${BUYER}/cac:PartyLegalEntity`),
    'BR-08': without(`${SELLER}/cac:PostalAddress`),
    'BR-09': without(`${SELLER}/${COUNTRY}`),
    'BR-10': without(`${BUYER}/cac:PostalAddress`),
    'BR-11': without(`${BUYER}/${COUNTRY}`),
    'BR-12': without(`${TOTALS}/cbc:LineExtensionAmount`),
    'BR-13': without(`${TOTALS}/cbc:TaxExclusiveAmount`),
    'BR-14': without(`${TOTALS}/cbc:TaxInclusiveAmount`),
    'BR-15': without(`${TOTALS}/cbc:PayableAmount`),
    'BR-16': one => without(LINE)(without(LINE)(one)),
    'BR-21': without(`${LINE}/cbc:ID`),
    'BR-22': without(`${LINE}/cbc:InvoicedQuantity`),
    'BR-23': unmarked(`${LINE}/cbc:InvoicedQuantity`),
    'BR-24': without(`${LINE}/cbc:LineExtensionAmount`),
    'BR-25': set(`${LINE}/cac:Item/cbc:Name`, ''),
    'BR-26': without(`${LINE}/cac:Price/cbc:PriceAmount`),
    'BR-27': set(`${LINE}/cac:Price/cbc:PriceAmount`, '-0.01'),
    'BR-29': set('cac:InvoicePeriod/cbc:EndDate', '2026-01-01'),
    'BR-30': set(`${LINE}/cac:InvoicePeriod/cbc:EndDate`, '2026-01-01'),
    'BR-45': without(`${SUBTOTAL}/cbc:TaxableAmount`),
    'BR-46': without(`${SUBTOTAL}/cbc:TaxAmount`),
    'BR-47': without(`${CATEGORY}/cbc:ID`),
    'BR-49': without('cac:PaymentMeans/cbc:PaymentMeansCode'),
    'BR-50': without(`${ACCOUNT}/cbc:ID`),
    'BR-55': without('cac:BillingReference/cac:InvoiceDocumentReference'),
    'BR-61': without(ACCOUNT),
    'BR-62': unmarked(`${SELLER}/cbc:EndpointID`),
    'BR-63': unmarked(`${BUYER}/cbc:EndpointID`),
    'BR-DEC-09': set(`${TOTALS}/cbc:LineExtensionAmount`, '1232.220'),
    'BR-DEC-12': set(`${TOTALS}/cbc:TaxExclusiveAmount`, '1232.220'),
    'BR-DEC-13': set('cac:TaxTotal/cbc:TaxAmount', '0.000'),
    'BR-DEC-14': set(`${TOTALS}/cbc:TaxInclusiveAmount`, '1232.220'),
    'BR-DEC-18': set(`${TOTALS}/cbc:PayableAmount`, '1232.220'),
    'BR-DEC-19': set(`${SUBTOTAL}/cbc:TaxableAmount`, '1232.220'),
    'BR-DEC-20': set(`${SUBTOTAL}/cbc:TaxAmount`, '0.000'),
    'BR-DEC-23': set(`${LINE}/cbc:LineExtensionAmount`, '1234.570'),
    'BR-CL-01': set('cbc:InvoiceTypeCode', '381'),
    'BR-CL-03': unmarked(`${TOTALS}/cbc:PayableAmount`),
    'BR-CL-04': set('cbc:DocumentCurrencyCode', 'EUX'),
    'BR-CL-14': set(`${BUYER}/${COUNTRY}`, 'Deutschland'),
    'BR-CL-16': set('cac:PaymentMeans/cbc:PaymentMeansCode', '999'),
    'BR-CL-17': set(`${CATEGORY}/cbc:ID`, 'A'),
    'BR-CL-18': set(`${LINE_CATEGORY}/cbc:ID`, 'A'),
    'BR-CL-23': one =>
      one.replace(`${LINE}/cbc:InvoicedQuantity`, found => [
        found.with({ attributes: { unitCode: 'month' } }),
      ]),
    'BR-CL-25': one =>
      one.replace(`${BUYER}/cbc:EndpointID`, found => [
        found.with({ attributes: { schemeID: 'Leitweg' } }),
      ]),
    'BR-CO-04': without(`${LINE_CATEGORY}/cbc:ID`),
    'BR-CO-10': set(`${TOTALS}/cbc:LineExtensionAmount`, '1232.23'),
    'BR-CO-13': set(`${TOTALS}/cbc:TaxExclusiveAmount`, '1232.23'),
    'BR-CO-14': set('cac:TaxTotal/cbc:TaxAmount', '0.01'),
    'BR-CO-15': set(`${TOTALS}/cbc:TaxInclusiveAmount`, '1232.23'),
    'BR-CO-16': set(`${TOTALS}/cbc:PayableAmount`, '1232.23'),
    'BR-CO-17': set(`${SUBTOTAL}/cbc:TaxAmount`, '0.01'),
    'BR-CO-18': without(SUBTOTAL),
    'BR-CO-19': one =>
      one.replace('cac:InvoicePeriod', found => [found.with({ children: [] })]),
    'BR-CO-20': one =>
      one.replace(`${LINE}/cac:InvoicePeriod`, found => [
        found.with({ children: [] }),
      ]),
    'BR-CO-25': without('cbc:DueDate'),
    'BR-CO-26': without(`${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`),
    'BR-O-01': twice(SUBTOTAL),
    'BR-O-02': after(
      `${SELLER}/cac:PostalAddress`,
      '<cac:PartyTaxScheme><cbc:CompanyID>DE1</cbc:CompanyID></cac:PartyTaxScheme>',
    ),
    'BR-O-05': after(`${LINE_CATEGORY}/cbc:ID`, '<cbc:Percent>0</cbc:Percent>'),
    'BR-O-08': set(`${SUBTOTAL}/cbc:TaxableAmount`, '1.00'),
    'BR-O-09': set(`${SUBTOTAL}/cbc:TaxAmount`, '0.01'),
    'BR-O-10': without(`${CATEGORY}/cbc:TaxExemptionReason`),
    'BR-O-11': twice(SUBTOTAL),
    'BR-O-12': set(`${LINE_CATEGORY}/cbc:ID`, 'Z'),
    'BR-DE-1': without('cac:PaymentMeans'),
    'BR-DE-2': without(CONTACT),
    'BR-DE-3': without(`${SELLER}/cac:PostalAddress/cbc:CityName`),
    'BR-DE-4': without(`${SELLER}/cac:PostalAddress/cbc:PostalZone`),
    'BR-DE-5': without(`${CONTACT}/cbc:Name`),
    'BR-DE-6': without(`${CONTACT}/cbc:Telephone`),
    'BR-DE-7': without(`${CONTACT}/cbc:ElectronicMail`),
    'BR-DE-8': without(`${BUYER}/cac:PostalAddress/cbc:CityName`),
    'BR-DE-9': without(`${BUYER}/cac:PostalAddress/cbc:PostalZone`),
    'BR-DE-14': without(`${CATEGORY}/cbc:Percent`),
    'BR-DE-15': without('cbc:BuyerReference'),
    'BR-DE-19': set(`${ACCOUNT}/cbc:ID`, 'DE02120300000000202052'),
    'BR-DE-21': set('cbc:CustomizationID', 'urn:cen.eu:en16931:2017'),
    'BR-DE-23-a': without(ACCOUNT),
    'BR-DE-27': set(`${CONTACT}/cbc:Telephone`, '12'),
    'BR-DE-28': set(`${CONTACT}/cbc:ElectronicMail`, 'abrechnung@'),
    'BR-DE-TMP-32': one =>
      without('cac:InvoicePeriod')(without(`${LINE}/cac:InvoicePeriod`)(one)),
    'PEPPOL-EN16931-R001': without('cbc:ProfileID'),
    'PEPPOL-EN16931-R005': after(
      'cbc:DocumentCurrencyCode',
      '<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>',
    ),
    'PEPPOL-EN16931-R008': set(`${LINE}/cac:Item/cbc:Description`, ''),
    'PEPPOL-EN16931-R010': without(`${BUYER}/cbc:EndpointID`),
    'PEPPOL-EN16931-R020': without(`${SELLER}/cbc:EndpointID`),
    'PEPPOL-EN16931-R053': twice('cac:TaxTotal'),
    'PEPPOL-EN16931-R110': set('cac:InvoicePeriod/cbc:StartDate', '2026-10-01'),
    'PEPPOL-EN16931-R111': set('cac:InvoicePeriod/cbc:EndDate', '2026-10-30'),
    'PEPPOL-EN16931-R120': set(`${LINE}/cbc:InvoicedQuantity`, '2'),
  },
  'standard rate': {
    'BR-48': without(`${CATEGORY}/cbc:Percent`),
    'BR-CO-09': set(`${SELLER}/cac:PartyTaxScheme/cbc:CompanyID`, '123'),
    'BR-DE-16': without(`${SELLER}/cac:PartyTaxScheme`),
    'BR-S-01': set(`${CATEGORY}/cbc:ID`, 'Z'),
    'BR-S-02': without(`${SELLER}/cac:PartyTaxScheme`),
    'BR-S-05': set(`${LINE_CATEGORY}/cbc:Percent`, '0'),
    'BR-S-08': set(`${SUBTOTAL}/cbc:TaxableAmount`, '1.00'),
    'BR-S-09': set(`${CATEGORY}/cbc:Percent`, '7'),
    'BR-S-10': after(
      `${CATEGORY}/cbc:Percent`,
      '<cbc:TaxExemptionReason>why</cbc:TaxExemptionReason>',
    ),
  },
  'zero rate': {
    'BR-Z-01': without(SUBTOTAL),
    'BR-Z-02': without(`${SELLER}/cac:PartyTaxScheme`),
    'BR-Z-05': set(`${LINE_CATEGORY}/cbc:Percent`, '19'),
    'BR-Z-08': set(`${SUBTOTAL}/cbc:TaxableAmount`, '1.00'),
    'BR-Z-09': set(`${SUBTOTAL}/cbc:TaxAmount`, '0.01'),
    'BR-Z-10': after(
      `${CATEGORY}/cbc:Percent`,
      '<cbc:TaxExemptionReason>why</cbc:TaxExemptionReason>',
    ),
  },
  'exempt from tax': {
    'BR-E-01': twice(SUBTOTAL),
    'BR-E-02': without(`${SELLER}/cac:PartyTaxScheme`),
    'BR-E-05': set(`${LINE_CATEGORY}/cbc:Percent`, '19'),
    'BR-E-08': set(`${SUBTOTAL}/cbc:TaxableAmount`, '1.00'),
    'BR-E-09': set(`${SUBTOTAL}/cbc:TaxAmount`, '0.01'),
    'BR-E-10': without(`${CATEGORY}/cbc:TaxExemptionReason`),
  },
};

describe('an invoice that breaks a rule is found out', () => {
  it.each(Object.keys(BREAKS))('beginning with %s', async name => {
    const good = await invoice(EXAMPLES[name]);
    for (const [rule, breakIt] of Object.entries(BREAKS[name])) {
      expect([rule, brokenRules(breakIt(good))]).toEqual([
        rule,
        expect.arrayContaining([rule]),
      ]);
    }
  });

  it('by every rule that there is', () => {
    expect(Object.values(BREAKS).flatMap(Object.keys).sort()).toEqual(
      [...RULE_IDS].sort(),
    );
  });
});
