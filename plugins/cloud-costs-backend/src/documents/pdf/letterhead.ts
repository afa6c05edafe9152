import { pageNumber, wrappable } from '@dualcloud/foundation-node/printing';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { StatementDocument } from '../model';

/** Address and facts, where a window envelope has its window. */
export function letterhead({ parties, facts }: StatementDocument): Content[] {
  return [
    {
      columns: [
        {
          width: '*',
          margin: [0, 58, 0, 0],
          stack: [
            {
              text: wrappable(parties.sender),
              style: 'small',
              decoration: 'underline',
              margin: [0, 0, 0, 6],
            },
            ...parties.payer.map(line => ({
              text: wrappable(line),
              fontSize: 10,
            })),
          ],
        },
        {
          width: 210,
          stack: [
            { text: wrappable(parties.seller.address[0] ?? ''), style: 'h2' },
            ...parties.seller.contact.map(line => ({ text: wrappable(line) })),
            {
              layout: 'noBorders',
              margin: [0, 12, 0, 0],
              table: {
                widths: ['auto', '*'],
                body: facts.map(([label, value]): TableCell[] => [
                  { text: label, bold: true },
                  wrappable(value),
                ]),
              },
            },
          ],
        },
      ],
      columnGap: 24,
    },
  ];
}

/** Who writes, and which page it is. */
export function footer({ parties, title, texts }: StatementDocument): Content {
  const { address, contact, account } = parties.seller;
  const block = (lines: string[]): Content => ({
    stack: lines.map(line => wrappable(line)),
  });
  return {
    margin: [57, 12, 50, 0],
    style: 'small',
    stack: [
      {
        canvas: [
          { type: 'line', x1: 0, y1: 0, x2: 488, y2: 0, lineWidth: 0.5 },
        ],
      },
      {
        columns: [block(address), block(contact), block(account)],
        columnGap: 16,
        margin: [0, 6, 0, 4],
      },
      pageNumber(
        { before: `${title} · ${texts.page} `, between: ` ${texts.of} ` },
        { alignment: 'right' },
      ),
    ],
  };
}
