import type { OfferDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  escapeHtml,
  type FileLanguage,
  htmlPage,
  LINES,
  pageNumber,
  type PdfDefinition,
  type PrintedFile,
  printPdf,
  wrappable,
} from '@dualcloud/foundation-node/printing';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { StoredRequest } from '../../requests';
import {
  describeOffer,
  type OfferDocument,
  type OfferSection,
} from './describeOffer';

/** A version of an offer as a file. */
export async function printOffer(
  offer: OfferDetail,
  request: StoredRequest,
  options: {
    format: 'pdf' | 'html';
    language: FileLanguage;
    signal?: AbortSignal;
  },
): Promise<PrintedFile> {
  const { format, language, signal } = options;
  const document = describeOffer(offer, request, language);
  const name = `${request.number}-v${offer.version}.${format}`;
  return format === 'pdf'
    ? {
        name,
        contentType: 'application/pdf',
        body: await printPdf(pdfDefinition(document), { signal }),
      }
    : {
        name,
        contentType: 'text/html; charset=utf-8',
        body: offerHtml(document),
      };
}

function offerHtml(document: OfferDocument): string {
  const { language, texts, title, facts, sections, isDraft } = document;
  return htmlPage({
    language,
    title,
    pageWord: texts.page,
    ofWord: texts.of,
    body: `<header><h1>${escapeHtml(title)}</h1>
${isDraft ? `<p class="draft" role="note">${escapeHtml(texts.draft)}</p>` : ''}
<dl>${facts
      .map(
        ([label, value]) =>
          `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`,
      )
      .join('')}</dl></header>
<main>${sections
      .map(section => sectionHtml(section, texts.none))
      .join('\n')}</main>`,
  });
}

function sectionHtml(section: OfferSection, none: string): string {
  const { title, paragraphs = [], headings = [], rows = [] } = section;
  const body =
    headings.length === 0
      ? paragraphs.map(line => `<p>${escapeHtml(line)}</p>`).join('')
      : tableHtml(title, headings, rows);
  const isEmpty = headings.length > 0 && rows.length === 0;
  return `<h2>${escapeHtml(title)}</h2>${
    isEmpty ? `<p>${escapeHtml(none)}</p>` : body
  }`;
}

function tableHtml(
  title: string,
  headings: string[],
  rows: string[][],
): string {
  const head = headings
    .map(one => `<th scope="col">${escapeHtml(one)}</th>`)
    .join('');
  const body = rows
    .map(
      ([first, ...rest]) =>
        `<tr><th scope="row">${escapeHtml(first)}</th>${rest
          .map(cell => `<td>${escapeHtml(cell)}</td>`)
          .join('')}</tr>`,
    )
    .join('\n');
  return `<table aria-label="${escapeHtml(
    title,
  )}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function pdfDefinition(document: OfferDocument): PdfDefinition {
  const { language, texts, title, isDraft, facts, sections } = document;
  return {
    pageSize: 'A4',
    pageMargins: [50, 50, 50, 60],
    language,
    displayTitle: true,
    info: { title },
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.25 },
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
      ...(isDraft ? [{ text: texts.draft, bold: true }] : []),
      {
        layout: 'noBorders',
        table: {
          widths: ['auto', '*'],
          body: facts.map(([label, value]): TableCell[] => [
            { text: label, bold: true },
            wrappable(value, 64),
          ]),
        },
      },
      ...sections.flatMap(section => sectionPdf(section, texts.none)),
    ],
  };
}

function sectionPdf(section: OfferSection, none: string): Content[] {
  const { title, paragraphs = [], headings = [], rows = [] } = section;
  const heading: Content = {
    text: title,
    style: 'h2',
    margin: [0, 16, 0, 4],
    headlineLevel: 2,
  };
  if (headings.length === 0) {
    return [heading, ...paragraphs.map(text => ({ text: wrappable(text) }))];
  }
  if (rows.length === 0) return [heading, { text: none }];
  return [
    heading,
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
