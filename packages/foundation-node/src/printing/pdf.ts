import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { PdfPress } from './PdfPress';

/** A document of pdfmake that is data only; its footer is the same on every page. @public */
export type PdfDefinition = Omit<
  TDocumentDefinitions,
  'footer' | 'header' | 'background' | 'pageBreakBefore'
> & { footer?: Content };

/** One for the process: whoever prints waits for those who came before. */
const press = PdfPress.create();

/**
 * Lays out and prints a document of pdfmake, aside from the event loop. Text is
 * in the fonts that come with it.
 *
 * @param options - `signal` gives up, when nobody waits for the file any more
 * @throws ServiceUnavailableError if too many wait already, or it takes too long
 * @public
 */
export async function printPdf(
  definition: PdfDefinition,
  options: { signal?: AbortSignal } = {},
): Promise<Buffer> {
  return press.print(definition, options);
}
