import PdfPrinter from 'pdfmake';
import fonts from 'pdfmake/build/vfs_fonts';
import type {
  Content,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces';
import type { DocumentGroup, DocumentLine, StatementDocument } from './model';

const FILES: Record<string, string> = fonts;

/** The fonts that come with pdfmake; nothing is read from the machine. */
function font(file: string): Buffer {
  return Buffer.from(FILES[file], 'base64');
}

let printer: PdfPrinter | undefined;

function getPrinter(): PdfPrinter {
  printer ??= new PdfPrinter({
    Roboto: {
      normal: font('Roboto-Regular.ttf'),
      bold: font('Roboto-Medium.ttf'),
      italics: font('Roboto-Italic.ttf'),
      bolditalics: font('Roboto-MediumItalic.ttf'),
    },
  } as unknown as ConstructorParameters<typeof PdfPrinter>[0]);
  return printer;
}

/** A4, with the number of each page. */
export async function statementPdf(
  document: StatementDocument,
): Promise<Buffer> {
  const pdf = getPrinter().createPdfKitDocument(pdfDefinition(document));
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    pdf.end();
  });
}

/** What pdfmake lays out. */
export function pdfDefinition(
  document: StatementDocument,
): TDocumentDefinitions {
  const { language, texts, title, seller, payer } = document;
  return {
    pageSize: 'A4',
    pageMargins: [45, 50, 45, 55],
    language,
    displayTitle: true,
    info: { title, author: seller[0] ?? '' },
    ...(document.isDraft && {
      watermark: {
        text: texts.draft.toLocaleUpperCase(language),
        color: '#8a4b00',
        opacity: 0.12,
      },
    }),
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.2 },
    styles: {
      h1: { fontSize: 16, bold: true },
      h2: { fontSize: 12, bold: true },
      h3: { fontSize: 10.5, bold: true },
      h4: { fontSize: 9.5, bold: true },
      label: { color: '#444444', fontSize: 8 },
      head: { bold: true },
      small: { color: '#444444', fontSize: 8 },
    },
    footer: (page, pages) => ({
      text: `${title} · ${texts.page} ${page} ${texts.of} ${pages}`,
      alignment: 'center',
      style: 'small',
      margin: [45, 15],
    }),
    content: [
      {
        columns: [party(texts.from, seller), party(texts.to, payer)],
        columnGap: 24,
      },
      { text: title, style: 'h1', headlineLevel: 1, margin: [0, 20, 0, 8] },
      facts(document.facts),
      ...document.groups.flatMap(group => groupContent(group, document, 2)),
      { text: texts.total, style: 'h2', margin: [0, 16, 0, 4] },
      totals(document.totals),
      ...document.notes.map(
        (note): Content => ({
          text: wrappable(note),
          style: 'small',
          margin: [0, 8, 0, 0],
        }),
      ),
    ],
  };
}

function party(label: string, lines: string[]): Content {
  return {
    stack: [
      { text: label, style: 'label' },
      ...lines.map(line => ({ text: wrappable(line) })),
    ],
  };
}

function facts(rows: StatementDocument['facts']): Content {
  return {
    layout: 'noBorders',
    table: {
      widths: ['auto', '*'],
      body: rows.map(([label, value]): TableCell[] => [
        { text: label, bold: true },
        { text: wrappable(value) },
      ]),
    },
  };
}

function groupContent(
  group: DocumentGroup,
  document: StatementDocument,
  level: 2 | 3 | 4,
): Content[] {
  const heading: Content = {
    text: wrappable(group.title),
    style: `h${level}`,
    headlineLevel: level,
    margin: [0, 18 - level * 3, 0, 4],
  };
  if (group.groups.length > 0) {
    const deeper = level === 2 ? 3 : 4;
    return [
      heading,
      ...group.groups.flatMap(one => groupContent(one, document, deeper)),
      {
        text: `${document.texts.subtotal} ${wrappable(group.title)}: ${
          group.subtotal
        }`,
        bold: true,
        alignment: 'right',
        margin: [0, 4, 0, 0],
      },
    ];
  }
  return [heading, linesTable(group, document)];
}

function linesTable(
  group: DocumentGroup,
  { texts }: StatementDocument,
): Content {
  const right = (text: string): TableCell => ({ text, alignment: 'right' });
  const head = (text: string, alignment: 'left' | 'right'): TableCell => ({
    text,
    style: 'head',
    alignment,
  });
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [28, '*', 110, 75],
      body: [
        [
          head(texts.position, 'right'),
          head(texts.description, 'left'),
          head(texts.quantity, 'right'),
          head(texts.amount, 'right'),
        ],
        ...group.lines.map((line): TableCell[] => [
          right(line.position),
          description(line),
          right(line.quantity),
          right(line.amount),
        ]),
        [
          { text: texts.subtotal, bold: true, colSpan: 3 },
          '',
          '',
          { text: group.subtotal, bold: true, alignment: 'right' },
        ],
      ],
    },
  };
}

function description(line: DocumentLine): TableCell {
  return {
    stack: [
      { text: wrappable(line.title) },
      ...line.details.map(one => ({ text: wrappable(one), style: 'small' })),
    ],
  };
}

function totals(rows: StatementDocument['totals']): Content {
  return {
    layout: 'lightHorizontalLines',
    table: {
      widths: ['*', 'auto'],
      body: rows.map(({ label, value, strong }): TableCell[] => [
        { text: label, bold: strong },
        { text: value, bold: strong, alignment: 'right' },
      ]),
    },
  };
}

const LONGEST_WORD = 40;

/** Breaks words that are longer than a column, which would run out of the page. */
function wrappable(text: string): string {
  return text.replace(new RegExp(`\\S{${LONGEST_WORD}}(?=\\S)`, 'gu'), '$& ');
}
