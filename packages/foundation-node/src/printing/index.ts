/**
 * Files for people: PDF, CSV and pages that print. Apart from the rest, because
 * the fonts are large.
 *
 * @packageDocumentation
 */
export { type CsvCell, type FileLanguage, writeCsv } from './csv';
export { escapeHtml, htmlPage } from './html';
export { LINES, right, wrappable } from './look';
export { printPdf } from './pdf';
export { type PrintedFile, sendFile } from './sendFile';
