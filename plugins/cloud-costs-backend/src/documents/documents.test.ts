import { inflateSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { formatDecimal, parseDecimal, toCents } from '../money';
import { example, HOSTILE, KFZ, line } from './__testUtils__/example';
import { writeDocument } from './DocumentService';
import { isLeitwegId } from './leitwegId';
import { describeStatement } from './model';
import { pdfDefinition } from './pdf';

jest.setTimeout(60_000);

const LINES = [
  line(),
  line({ component: 'storage', type: 'usage', amount: '5000', unit: 'GiB-h' }),
  line({
    kind: 'adjustment',
    month: '2026-08',
    amount: '-2345678',
    correctsStatement: '2026-000009',
  }),
  line({
    kind: 'credit',
    amount: '-10000000',
    reason: 'Ausfall',
    serviceRef: '',
  }),
];
const hostile = example({
  lines: HOSTILE.map(text =>
    line({
      instanceName: text,
      environmentName: text,
      reason: text,
      titles: { en: text, de: text },
      serviceRef: text,
    }),
  ),
});

type Xml = { [key: string]: Xml & Xml[] & string };
async function invoice(source: ReturnType<typeof example>): Promise<Xml> {
  const xml = String(await writeDocument(source, 'xrechnung', 'de'));
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    parseTagValue: false,
    isArray: name => name === 'cac:InvoiceLine',
  });
  const document = parser.parse(xml);
  return document['ubl:Invoice'] ?? document.Invoice;
}

describe('the CSV file', () => {
  it.each([
    ['en', ',', '.'],
    ['de', ';', ','],
  ] as const)(
    'has every line, to the last micro-unit (%s)',
    async (language, delimiter, point) => {
      const source = example({ lines: LINES });
      const text = String(await writeDocument(source, 'csv', language));
      const [head, ...rows]: string[][] = parse(text, { delimiter, bom: true });
      const column = head.indexOf(language === 'de' ? 'Betrag' : 'Amount');
      const sum = rows.reduce(
        (total, row) => total + parseDecimal(row[column].replace(point, '.')),
        0n,
      );
      expect(rows).toHaveLength(LINES.length);
      expect(String(sum)).toBe(source.statement.summary.amount);
    },
  );

  it('runs no formula and keeps its shape whatever things are called', async () => {
    const text = String(await writeDocument(hostile, 'csv', 'de'));
    const rows: string[][] = parse(text, { delimiter: ';', bom: true });
    expect(rows).toHaveLength(HOSTILE.length + 1);
    expect(rows.flat().filter(cell => /^\s*[=+@-]/.test(cell))).toEqual([]);
    expect(rows[1]).toContain("'=cmd|/c calc!A1");
  });
});

describe('the page', () => {
  it('shows amounts in the language and says what is corrected', async () => {
    const source = example({ lines: LINES });
    const german = String(await writeDocument(source, 'html', 'de'));
    expect(german).toContain('<html lang="de">');
    expect(german).toContain('1.234,57');
    expect(german).toContain(
      'Korrektur für August 2026, korrigiert 2026-000009',
    );
    expect(german).toContain('06.12.2026');
    expect(german).not.toContain('class="draft"');
    const english = String(await writeDocument(source, 'html', 'en'));
    expect(english).toContain('1,234.57');
    expect(english).toContain('991-12345-73');
  });

  it('escapes everything', async () => {
    const text = String(await writeDocument(hostile, 'html', 'en'));
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
  });
});

describe('the PDF file', () => {
  it('is made of what the statement says, with the draft marked as one', async () => {
    const source = example({ lines: LINES, state: 'in-grace' });
    const file = await writeDocument(source, 'pdf', 'de');
    expect(Buffer.from(file).subarray(0, 5).toString()).toBe('%PDF-');
    const draft = pdfDefinition(describeStatement(source, 'de'));
    expect(draft.watermark).toMatchObject({ text: 'ENTWURF' });
    const final = pdfDefinition(
      describeStatement(example({ lines: LINES }), 'de'),
    );
    expect(final.watermark).toBeUndefined();
    expect(final.language).toBe('de');
    const text = JSON.stringify(final.content);
    for (const part of [
      'Rechnung 2026-000017',
      'Kfz-Portal',
      'Grundgebühr',
      '1.234,57',
      '-2,35',
      'Ausfall',
      'ab'.repeat(16),
    ]) {
      expect(text).toContain(part);
    }
  });

  it('stands any name and has pages that are numbered', async () => {
    const file = Buffer.from(await writeDocument(hostile, 'pdf', 'en'));
    expect(pageStreams(file).length).toBeGreaterThan(1);
  });
});

/** Contents of pages, which pdfmake compresses. */
function pageStreams(file: Buffer): string[] {
  const found: string[] = [];
  for (let at = file.indexOf('stream\n'); at >= 0; ) {
    const end = file.indexOf('endstream', at);
    try {
      const text = inflateSync(file.subarray(at + 7, end)).toString('latin1');
      if (/\bBT\b/.test(text)) found.push(text);
    } catch {
      // A font or something else that is no page.
    }
    at = file.indexOf('stream\n', end + 10);
  }
  return found;
}

describe('the XRechnung', () => {
  it('adds up, line by line, and says where it goes', async () => {
    const source = example({ lines: LINES });
    const xml = await invoice(source);
    expect(xml['cbc:CustomizationID']).toContain('xrechnung');
    expect(xml['cbc:ID']).toBe('2026-000017');
    expect(xml['cbc:IssueDate']).toBe('2026-11-06');
    expect(xml['cbc:DueDate']).toBe('2026-12-06');
    expect(xml['cbc:BuyerReference']).toBe('991-12345-73');
    expect(
      xml['cac:BillingReference']['cac:InvoiceDocumentReference']['cbc:ID'],
    ).toBe('2026-000009');
    const lines = xml['cac:InvoiceLine'].map(one => ({
      net: parseDecimal(one['cbc:LineExtensionAmount'], 2),
      price: parseDecimal(one['cac:Price']['cbc:PriceAmount'], 2),
      quantity: BigInt(one['cbc:InvoicedQuantity']),
    }));
    expect(lines.every(one => one.net === one.price * one.quantity)).toBe(true);
    expect(lines.every(one => one.price >= 0n)).toBe(true);
    const net = lines.reduce((sum, one) => sum + one.net, 0n);
    expect(net * 10_000n).toBe(BigInt(source.statement.summary.payable));
    const totals = xml['cac:LegalMonetaryTotal'];
    for (const key of [
      'LineExtension',
      'TaxExclusive',
      'TaxInclusive',
      'Payable',
    ]) {
      expect(parseDecimal(totals[`cbc:${key}Amount`], 2)).toBe(net);
    }
    const category = xml['cac:TaxTotal']['cac:TaxSubtotal']['cac:TaxCategory'];
    expect(category['cbc:ID']).toBe('O');
    expect(category['cbc:TaxExemptionReason']).toBeTruthy();
    expect(category['cbc:Percent']).toBeUndefined();
    // Not where nothing is taxed.
    expect(
      xml['cac:AccountingSupplierParty']['cac:Party']['cac:PartyTaxScheme'],
    ).toBeUndefined();
  });

  it('adds the tax where there is one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), {
          minLength: 1,
          maxLength: 5,
        }),
        async amounts => {
          const xml = await invoice(
            example({
              lines: amounts.map(amount => line({ amount: String(amount) })),
              snapshot: { tax: { category: 'S', percent: 19 } },
            }),
          );
          const net = amounts.reduce((sum, one) => sum + toCents(one), 0n);
          const tax = toCents(net * 1_900n);
          const totals = xml['cac:LegalMonetaryTotal'];
          const cents = (text: string) => parseDecimal(text, 2);
          expect(cents(totals['cbc:TaxExclusiveAmount'])).toBe(net);
          expect(cents(xml['cac:TaxTotal']['cbc:TaxAmount'])).toBe(tax);
          expect(cents(totals['cbc:PayableAmount'])).toBe(net + tax);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('stands any name', async () => {
    const xml = await invoice(hostile);
    expect(JSON.stringify(xml['cac:InvoiceLine'][1])).toContain('script');
    expect(JSON.stringify(xml)).not.toContain('\\u0007');
  });

  it('is refused with everything that is missing', async () => {
    const source = example({
      lines: LINES,
      state: 'in-grace',
      snapshot: {
        payer: { ref: KFZ, name: 'Kraftfahrtamt', leitwegId: '991-12345-74' },
        seller: { name: 'Landes-IT' },
      },
    });
    const refusal = await writeDocument(source, 'xrechnung', 'de').catch(
      error => error,
    );
    expect(refusal.name).toBe('ConflictError');
    const fields = refusal.details.map((one: { field: string }) => one.field);
    const ofPayer = `cloudCosts.billing.customers.${KFZ}`;
    expect(fields).toEqual([
      'state',
      `${ofPayer}.leitwegId`,
      `${ofPayer}.city`,
      `${ofPayer}.postCode`,
      `${ofPayer}.country`,
      ...[
        'city',
        'postCode',
        'country',
        'iban',
        'contact.name',
        'contact.phone',
        'contact.email',
        'registrationId',
      ].map(field => `cloudCosts.billing.seller.${field}`),
    ]);
    await expect(
      writeDocument(
        example({ lines: LINES, snapshot: { billing: 'internal' } }),
        'xrechnung',
        'de',
      ),
    ).rejects.toThrow('only allocated');
  });
});

it('knows Leitweg-IDs by their check digits', () => {
  for (const valid of [
    '991-12345-73',
    '04011000-1234512345-06',
    '991-01484-64',
  ]) {
    expect(isLeitwegId(valid)).toBe(true);
  }
  for (const wrong of [
    '991-12345-74',
    '991-21345-73',
    'abc',
    '',
    '9-1',
    '991--06',
  ]) {
    expect(isLeitwegId(wrong)).toBe(false);
  }
  expect(formatDecimal(5n, 2)).toBe('0.05');
});
