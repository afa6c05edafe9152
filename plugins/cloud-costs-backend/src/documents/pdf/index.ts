export { pdfDefinition } from './definition';
export { statementPdf } from './print';
