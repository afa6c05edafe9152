import {
  LINES,
  type PdfDefinition,
  right,
  wrappable,
} from '@dualcloud/foundation-node/printing';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { StatementDocument } from '../model';
import { items } from './items';
import { footer, letterhead } from './letterhead';

const LONGEST_WORD_OF_A_NOTE = 80;

/** What pdfmake lays out: a letter with the sums, then every item. */
export function pdfDefinition(document: StatementDocument): PdfDefinition {
  const { language, texts, title, parties } = document;
  return {
    pageSize: 'A4',
    pageMargins: [57, 50, 50, 95],
    language,
    displayTitle: true,
    info: { title, author: parties.seller.address[0] ?? '' },
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
      h3: { fontSize: 9.5, bold: true },
      small: { color: '#444444', fontSize: 7.5 },
    },
    footer: footer(document),
    content: [
      ...letterhead(document),
      { text: title, style: 'h1', margin: [0, 24, 0, 10] },
      totals(document),
      ...(document.payment
        ? [{ text: document.payment, margin: [0, 10, 0, 0] } as Content]
        : []),
      ...document.notes.map(
        (note): Content => ({
          text: wrappable(note, LONGEST_WORD_OF_A_NOTE),
          style: 'small',
          margin: [0, 6, 0, 0],
        }),
      ),
      heading(texts.overview),
      overviews(document),
      heading(texts.positions),
      ...document.groups.flatMap(group => items(group, document, [])),
    ],
  };
}

function heading(text: string): Content {
  return { text, style: 'h2', margin: [0, 20, 0, 4] };
}

function totals({ totals: rows }: StatementDocument): Content {
  return {
    layout: LINES,
    table: {
      headerRows: 0,
      dontBreakRows: true,
      widths: ['*', 'auto'],
      body: rows.map(({ label, value, strong }): TableCell[] => [
        { text: label, bold: strong },
        { text: value, bold: strong, alignment: 'right' },
      ]),
    },
  };
}

function overviews({
  overviews: all,
  currency,
  texts,
}: StatementDocument): Content {
  return all.map(
    ({ title, rows }): Content => ({
      layout: LINES,
      margin: [0, 0, 0, 10],
      table: {
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: ['*', 90],
        body: [
          [
            { text: title, style: 'h3' },
            right({ text: `${texts.amount} (${currency})`, style: 'h3' }),
          ],
          ...rows.map(({ label, value }): TableCell[] => [
            wrappable(label),
            right({ text: value }),
          ]),
        ],
      },
    }),
  );
}
