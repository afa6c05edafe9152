import {
  LINES,
  pageNumber,
  type PdfDefinition,
  wrappable,
} from '@dualcloud/foundation-node/printing';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { ReportDocument, ReportTable } from './describeReport';

/** What pdfmake lays out: the facts, the comment, then every table. */
export function pdfDefinition(document: ReportDocument): PdfDefinition {
  const { language, texts, title, comment } = document;
  return {
    pageSize: 'A4',
    pageMargins: [50, 50, 50, 60],
    language,
    displayTitle: true,
    info: { title },
    ...(document.isDraft && {
      watermark: {
        text: texts.draft.split('.')[0].toLocaleUpperCase(language),
        color: '#8a4b00',
        opacity: 0.12,
      },
    }),
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.2 },
    styles: {
      h1: { fontSize: 16, bold: true },
      h2: { fontSize: 12, bold: true },
    },
    footer: pageNumber(
      { before: `${title} · ${texts.page} `, between: ` ${texts.of} ` },
      { alignment: 'right', fontSize: 7.5, margin: [50, 20, 50, 0] },
    ),
    content: [
      { text: title, style: 'h1', margin: [0, 0, 0, 10] },
      ...(document.isDraft ? [{ text: texts.draft, bold: true }] : []),
      {
        layout: 'noBorders',
        table: {
          widths: ['auto', '*'],
          body: document.facts.map(([label, value]): TableCell[] => [
            { text: label, bold: true },
            wrappable(value, 64),
          ]),
        },
      },
      ...(comment ? [heading(texts.comment), { text: comment }] : []),
      ...document.tables.flatMap(table => tableOf(table, texts.none)),
    ],
  };
}

function heading(text: string): Content {
  return { text, style: 'h2', margin: [0, 16, 0, 4], headlineLevel: 2 };
}

function tableOf(
  { title, note, headings, rows }: ReportTable,
  none: string,
): Content[] {
  if (rows.length === 0) return [heading(title), { text: none }];
  return [
    heading(title),
    ...(note ? [{ text: note, margin: [0, 0, 0, 4] } as Content] : []),
    {
      layout: LINES,
      table: {
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: headings.map((_, index) => (index === 0 ? '*' : 'auto')),
        body: [
          headings.map((text): TableCell => ({ text, bold: true })),
          ...rows.map(row => row.map(cell => wrappable(cell))),
        ],
      },
    },
  ];
}
