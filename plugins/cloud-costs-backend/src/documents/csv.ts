import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { type CsvCell, writeCsv } from '@dualcloud/foundation-node/printing';
import { formatDecimal, toCents } from '../money';
import type { StatementWithParties } from '../statements';
import { centsText, stageText, unitText } from './format';
import { reasonOf, titleOf } from './groups';
import { type DocumentLanguage, type DocumentTexts, textsOf } from './texts';

type Column = {
  heading: keyof DocumentTexts;
  cell: (line: StatementLine) => string | undefined;
  kind?: 'decimal';
};

/** One line for each line of a statement, exact amounts beside those in cents. */
export function statementCsv(
  { statement, snapshot }: StatementWithParties,
  language: DocumentLanguage,
): string {
  const texts = textsOf(language);
  const { summary } = statement;
  const { titles } = snapshot;
  const named = (ref: string | undefined) => (ref ? titles[ref] ?? ref : ref);
  const columns: Column[] = [
    { heading: 'number', cell: () => summary.number },
    { heading: 'position', cell: line => String(line.position) },
    { heading: 'kind', cell: line => texts[line.kind] },
    { heading: 'month', cell: line => line.month },
    { heading: 'system', cell: line => named(line.systemRef) },
    { heading: 'environment', cell: line => line.environmentName },
    {
      heading: 'stage',
      cell: line => line.stage && stageText(line.stage, language),
    },
    { heading: 'service', cell: line => named(line.serviceRef) },
    { heading: 'instance', cell: line => line.instanceName },
    { heading: 'plan', cell: line => line.plan },
    { heading: 'component', cell: line => line.component },
    { heading: 'title', cell: line => titleOf(line, language) },
    { heading: 'quantity', cell: line => line.quantity, kind: 'decimal' },
    { heading: 'unit', cell: line => unitText(line.unit, language) },
    {
      heading: 'amount',
      cell: line => formatDecimal(BigInt(line.amount)),
      kind: 'decimal',
    },
    {
      heading: 'cents',
      cell: line => centsText(toCents(BigInt(line.amount))),
      kind: 'decimal',
    },
    { heading: 'currency', cell: () => summary.currency },
    { heading: 'priceList', cell: line => line.priceList },
    { heading: 'priceListVersion', cell: line => line.priceListVersion },
    { heading: 'corrects', cell: line => line.correctsStatement },
    { heading: 'reason', cell: line => reasonOf(line, language) },
  ];
  return writeCsv(
    columns.map(({ heading }) => texts[heading]),
    statement.lines.map(line =>
      columns.map(({ cell, kind }): CsvCell => {
        const value = cell(line);
        return kind === 'decimal' ? { decimal: value } : value;
      }),
    ),
    language,
  );
}
