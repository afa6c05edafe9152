/*
 * Lays out and prints one PDF after another, in a thread of its own. Plain
 * JavaScript that is shipped as it is: a worker is loaded from a file, whether
 * the package around it has been built, bundled or is transpiled on the fly.
 */
const { parentPort } = require('node:worker_threads');
const PdfPrinter = require('pdfmake');
const fonts = require('pdfmake/build/vfs_fonts');

/** The fonts that come with pdfmake; nothing is read from the machine. */
const font = file => Buffer.from(fonts[file], 'base64');

const printer = new PdfPrinter({
  Roboto: {
    normal: font('Roboto-Regular.ttf'),
    bold: font('Roboto-Medium.ttf'),
    italics: font('Roboto-Italic.ttf'),
    bolditalics: font('Roboto-MediumItalic.ttf'),
  },
});

const isHead = (row, table) => row === (table.headerRows ?? 0);

const tableLayouts = {
  /** A line below the head and thin ones between rows. */
  lines: {
    hLineWidth: (row, { table }) => {
      if (row === 0 || row === table.body.length) return 0;
      return isHead(row, table) ? 1 : 0.5;
    },
    hLineColor: (row, { table }) =>
      isHead(row, table) ? '#000000' : '#aaaaaa',
    vLineWidth: () => 0,
    paddingLeft: column => (column === 0 ? 0 : 8),
    paddingRight: (column, { table }) =>
      column === (table.widths?.length ?? 0) - 1 ? 0 : 8,
  },
};

/** A footer as data is the same on every page but for the numbers. */
function numbered(part, page, pages) {
  if (Array.isArray(part)) return part.map(one => numbered(one, page, pages));
  if (part?.pageNumber) {
    const { before, between } = part.pageNumber;
    const { pageNumber, ...rest } = part;
    return { ...rest, text: `${before}${page}${between}${pages}` };
  }
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      numbered(value, page, pages),
    ]),
  );
}

function print({ footer, ...definition }) {
  return new Promise((resolve, reject) => {
    const pdf = printer.createPdfKitDocument(
      {
        ...definition,
        ...(footer && {
          footer: (page, pages) => numbered(footer, page, pages),
        }),
      },
      { tableLayouts },
    );
    const chunks = [];
    pdf.on('data', chunk => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    pdf.end();
  });
}

parentPort.on('message', async definition => {
  try {
    parentPort.postMessage({ pdf: await print(definition) });
  } catch (error) {
    parentPort.postMessage({ error: String(error?.stack ?? error) });
  }
});
