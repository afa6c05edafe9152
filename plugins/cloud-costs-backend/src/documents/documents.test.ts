import { inflateSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { parseDecimal } from '../money';
import { example, HOSTILE, line } from './__testUtils__/example';
import { writeDocument } from './DocumentService';
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

  it('says why there is a reduction in its language, or as it was once said', async () => {
    const reduction = line({ kind: 'reduction', serviceRef: '' });
    const reasons = { en: 'Objective missed', de: 'Ziel verfehlt' };
    const source = example({
      lines: [
        { ...reduction, reason: reasons.en, reasons },
        { ...reduction, reason: 'Wie früher' },
      ],
    });
    for (const language of ['en', 'de'] as const) {
      const other = language === 'en' ? 'de' : 'en';
      for (const text of [
        String(await writeDocument(source, 'html', language)),
        JSON.stringify(describeStatement(source, language).groups),
      ]) {
        expect(text).toContain(reasons[language]);
        expect(text).not.toContain(reasons[other]);
        expect(text).toContain('Wie früher');
      }
    }
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
      'ab'.repeat(32),
      'Nach Stufe',
      'Produktion',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('stands any name and has pages that are numbered', async () => {
    const file = Buffer.from(await writeDocument(hostile, 'pdf', 'en'));
    expect(pageStreams(file).length).toBeGreaterThan(1);
  });
});

describe('a statement in words', () => {
  const paymentOf = (amount: string) =>
    describeStatement(example({ lines: [line({ amount })] }), 'en').payment;

  it('says how to pay, or what comes back', () => {
    expect(paymentOf('12345678')).toBe(
      'Please transfer 12.35 EUR by 6 Dec 2026 to the account DE02 1203 0000 0000 2020 51, quoting the number 2026-000017.',
    );
    expect(paymentOf('-12345678')).toBe(
      'We will refund 12.35 EUR to you by 6 Dec 2026.',
    );
    expect(paymentOf('4999')).toBe('Nothing is to be paid.');
    const internal = example({
      lines: [line()],
      snapshot: { billing: 'internal' },
    });
    expect(describeStatement(internal, 'en').payment).toBeUndefined();
  });

  it('counts in words', () => {
    const quantityOf = (quantity: string, unit: string) =>
      describeStatement(example({ lines: [line({ quantity, unit })] }), 'de')
        .groups[0].groups[0].groups[0].lines[0].quantity;
    expect(quantityOf('1', 'month')).toBe('1 Monat');
    expect(quantityOf('0.5', 'month')).toBe('0,5 Monate');
    expect(quantityOf('1', 'once')).toBe('einmalig');
    expect(quantityOf('1234.5', 'GiB-h')).toBe('1.234,5 GiB-h');
    expect(quantityOf('1', 'constructor')).toBe('1 constructor');
  });

  it('adds up in every way to what is to be paid', () => {
    const some = <T>(...values: T[]) => fc.constantFrom(...values);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            amount: fc
              .bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
              .map(String),
            systemRef: some(undefined, 'system:default/a', 'system:default/b'),
            environmentId: some(undefined, 'e1', 'e2'),
            serviceRef: some('', 'cloudservice:default/a'),
            stage: some(undefined, 'test' as const, 'production' as const),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        changes => {
          const source = example({ lines: changes.map(one => line(one)) });
          const { overviews, groups } = describeStatement(source, 'en');
          const cents = (text: string) => BigInt(text.replace(/[.,]/g, ''));
          const sums = [
            ...overviews.map(({ rows }) => rows.map(({ value }) => value)),
            groups.map(({ subtotal }) => subtotal),
          ].map(values => values.reduce((sum, one) => sum + cents(one), 0n));
          const payable = BigInt(source.statement.summary.payable) / 10_000n;
          expect(new Set(sums)).toEqual(new Set([payable]));
        },
      ),
    );
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
