/** Languages of files for people. @public */
export type FileLanguage = 'en' | 'de';

/** A text, in which no formula is run; or a decimal with a point, as it is. @public */
export type CsvCell = string | { decimal: string | undefined } | undefined;

/**
 * A table that a spreadsheet opens: in German with semicolons and decimal commas,
 * as German ones want it. Texts that a spreadsheet would run as a formula get an
 * apostrophe before them.
 *
 * @param headings - our own words, which are no formulas
 * @public
 */
export function writeCsv(
  headings: readonly string[],
  rows: ReadonlyArray<readonly CsvCell[]>,
  language: FileLanguage,
): string {
  const [separator, point] = language === 'de' ? [';', ','] : [',', '.'];
  const write = (cell: CsvCell) =>
    typeof cell === 'object'
      ? quote((cell.decimal ?? '').replace('.', point), separator)
      : quote(withoutFormula(cell ?? ''), separator);
  const lines = [
    headings.map(heading => quote(heading, separator)),
    ...rows.map(row => row.map(write)),
  ];
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return `\uFEFF${lines.map(line => `${line.join(separator)}\r\n`).join('')}`;
}

/** What a spreadsheet would run as a formula gets an apostrophe before it. */
function withoutFormula(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quote(text: string, separator: string): string {
  return /["\r\n]/.test(text) || text.includes(separator)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
