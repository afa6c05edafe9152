import PdfPrinter from 'pdfmake';
import fonts from 'pdfmake/build/vfs_fonts';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';

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

/**
 * Lays out and prints a document of pdfmake. Text is in the fonts that come with it.
 * @public
 */
export async function printPdf(
  definition: TDocumentDefinitions,
): Promise<Buffer> {
  const pdf = getPrinter().createPdfKitDocument(definition);
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    pdf.end();
  });
}
