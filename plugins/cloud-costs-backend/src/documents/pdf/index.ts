import { printPdf } from '@dualcloud/foundation-node/printing';
import type { StatementDocument } from '../model';
import { pdfDefinition } from './definition';

export { pdfDefinition };

/** A4, with the number of each page. */
export async function statementPdf(
  document: StatementDocument,
  signal?: AbortSignal,
): Promise<Buffer> {
  return printPdf(pdfDefinition(document), { signal });
}
