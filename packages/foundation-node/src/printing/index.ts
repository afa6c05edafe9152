/**
 * Files for people: PDF, CSV and pages that print. Apart from the rest, because
 * the fonts are large.
 *
 * @packageDocumentation
 */
export { type CsvCell, type FileLanguage, writeCsv } from './csv';
export { escapeHtml, htmlPage } from './html';
export { LINES, pageNumber, right, wrappable } from './look';
export { type PdfDefinition, printPdf } from './pdf';
export { closedSignal, type PrintedFile, sendFile } from './sendFile';
