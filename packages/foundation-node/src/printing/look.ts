import type { CustomTableLayout, TableCell } from 'pdfmake/interfaces';

/** Layout of tables: a line below the head and thin ones between rows. @public */
export const LINES: CustomTableLayout = {
  hLineWidth: (row, { table }) => {
    if (row === 0 || row === table.body.length) return 0;
    return row === (table.headerRows ?? 0) ? 1 : 0.5;
  },
  hLineColor: (row, { table }) =>
    row === (table.headerRows ?? 0) ? '#000000' : '#aaaaaa',
  vLineWidth: () => 0,
  paddingLeft: column => (column === 0 ? 0 : 8),
  paddingRight: (column, { table }) =>
    column === (table.widths?.length ?? 0) - 1 ? 0 : 8,
};

/** A cell whose text is at its right. @public */
export function right(cell: TableCell): TableCell {
  return { ...(cell as object), alignment: 'right' } as TableCell;
}

const LONGEST_WORD = 40;

/** Breaks words that are longer than a column, which would run out of the page. @public */
export function wrappable(text: string, longest = LONGEST_WORD): string {
  return text.replace(new RegExp(`\\S{${longest}}(?=\\S)`, 'gu'), '$& ');
}
