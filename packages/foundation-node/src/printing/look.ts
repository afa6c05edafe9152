import type { Content, TableCell } from 'pdfmake/interfaces';

/** Layout of tables: a line below the head and thin ones between rows. @public */
export const LINES = 'lines';

/** A cell whose text is at its right. @public */
export function right(cell: TableCell): TableCell {
  return { ...(cell as object), alignment: 'right' } as TableCell;
}

/**
 * Within a footer: which page it is, and of how many.
 * @param words - what stands before the page and between it and their number
 * @public
 */
export function pageNumber(
  words: { before: string; between: string },
  style: object = {},
): Content {
  return { ...style, text: '', pageNumber: words } as Content;
}

const LONGEST_WORD = 40;

/** Breaks words that are longer than a column, which would run out of the page. @public */
export function wrappable(text: string, longest = LONGEST_WORD): string {
  return text.replace(new RegExp(`\\S{${longest}}(?=\\S)`, 'gu'), '$& ');
}
