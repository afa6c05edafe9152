import { LINES, right, wrappable } from '@dualcloud/foundation-node/printing';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { DocumentGroup, DocumentLine } from '../groups';
import type { StatementDocument } from '../model';

/** Between system, environment and service. */
const STEP = ' › ';
/** The items of a group, under where they belong: also where a page begins. */
export function items(
  group: DocumentGroup,
  document: StatementDocument,
  above: string[],
): Content[] {
  const path = [...above, group.title];
  if (group.groups.length === 0) return [linesTable(group, document, path)];
  const { texts } = document;
  return [
    ...group.groups.flatMap(one => items(one, document, path)),
    // Of a single group it would only say the same again.
    ...(group.groups.length > 1 || above.length === 0
      ? [
          {
            text: `${texts.subtotal} ${wrappable(path.join(STEP))}: ${
              group.subtotal
            }`,
            bold: true,
            alignment: 'right',
            margin: [0, 0, 4, 8],
          } as Content,
        ]
      : []),
  ];
}

function linesTable(
  group: DocumentGroup,
  { texts, currency }: StatementDocument,
  path: string[],
): Content {
  const head = (text: string): TableCell => ({ text, bold: true });
  return {
    layout: LINES,
    margin: [0, 0, 0, 8],
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: [24, '*', 110, 75],
      body: [
        [
          { text: wrappable(path.join(STEP)), style: 'h3', colSpan: 4 },
          '',
          '',
          '',
        ],
        [
          right(head(texts.position)),
          head(texts.description),
          right(head(texts.quantity)),
          right(head(`${texts.amount} (${currency})`)),
        ],
        ...group.lines.map((line): TableCell[] => [
          right({ text: line.position }),
          description(line),
          right({ text: line.quantity }),
          right({ text: line.amount }),
        ]),
        [
          { text: texts.subtotal, bold: true, colSpan: 3 },
          '',
          '',
          right(head(group.subtotal)),
        ],
      ],
    },
  };
}

function description(line: DocumentLine): TableCell {
  return {
    stack: [
      { text: wrappable(line.title) },
      ...line.details.map(one => ({ text: wrappable(one), style: 'small' })),
    ],
  };
}
