import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { localize } from '@dualcloud/foundation-common';
import { toCents } from '../money';
import type { StatementSnapshot } from '../statements';
import { monthText, moneyText, quantityText, stageText } from './format';
import { type DocumentLanguage, textsOf } from './texts';

/** A line as a document shows it. */
export type DocumentLine = {
  position: string;
  /** What, and below it where and why. */
  title: string;
  details: string[];
  quantity: string;
  amount: string;
};

/** Lines under a heading, and headings under headings. */
export type DocumentGroup = {
  title: string;
  groups: DocumentGroup[];
  lines: DocumentLine[];
  subtotal: string;
};

/** What lines are put together by, and how that is called. */
export type Grouping = (line: StatementLine) => { key: string; title: string };

/** The ways in which a statement adds up its lines. */
export function groupingsOf(
  { titles }: StatementSnapshot,
  language: DocumentLanguage,
): Record<'system' | 'environment' | 'service' | 'stage', Grouping> {
  const texts = textsOf(language);
  const named = (key = '', nothing: string) => ({
    key,
    title: key ? titles[key] ?? key : nothing,
  });
  return {
    system: line => named(line.systemRef, texts.noSystem),
    environment: line => ({
      key: line.environmentId ?? '',
      title: line.environmentName ?? texts.noEnvironment,
    }),
    service: line => named(line.serviceRef, texts.credits),
    stage: line => ({
      key: line.stage ?? '',
      title: stageText(line.stage, language),
    }),
  };
}

/** Lines by system, environment and service. */
export function describeGroups(
  lines: readonly StatementLine[],
  snapshot: StatementSnapshot,
  language: DocumentLanguage,
): DocumentGroup[] {
  const { system, environment, service } = groupingsOf(snapshot, language);
  return groupBy(lines, [system, environment, service], language);
}

function groupBy(
  lines: readonly StatementLine[],
  [grouping, ...others]: Grouping[],
  language: DocumentLanguage,
): DocumentGroup[] {
  const found = new Map<string, { title: string; members: StatementLine[] }>();
  for (const line of lines) {
    const { key, title } = grouping(line);
    const group = found.get(key) ?? { title, members: [] };
    group.members.push(line);
    found.set(key, group);
  }
  return [...found.values()].map(({ title, members }) => ({
    title,
    groups: others.length > 0 ? groupBy(members, others, language) : [],
    lines:
      others.length > 0 ? [] : members.map(line => present(line, language)),
    subtotal: moneyText(
      members.reduce((sum, line) => sum + toCents(BigInt(line.amount)), 0n),
      language,
    ),
  }));
}

function present(
  line: StatementLine,
  language: DocumentLanguage,
): DocumentLine {
  return {
    position: String(line.position),
    title: titleOf(line, language),
    details: detailsOf(line, language),
    quantity: quantityOf(line, language),
    amount: moneyText(toCents(BigInt(line.amount)), language),
  };
}

/** What a line is for, in words. */
export function titleOf(
  line: StatementLine,
  language: DocumentLanguage,
): string {
  const texts = textsOf(language);
  if (line.kind === 'credit') return texts.credit;
  if (line.kind === 'reduction') return texts.reduction;
  const title = line.titles?.[language] ?? line.titles?.en ?? line.component;
  return line.type === 'discount' ? `${texts.discount}: ${title}` : title;
}

/** Where a line comes from and why it is there. */
export function detailsOf(
  line: StatementLine,
  language: DocumentLanguage,
): string[] {
  const texts = textsOf(language);
  const stage = line.stage && stageText(line.stage, language);
  const place = [line.instanceName, line.plan, stage]
    .filter(Boolean)
    .join(', ');
  const adjusted =
    line.kind === 'adjustment'
      ? `${texts.adjustmentOf} ${monthText(line.month, language)}`
      : '';
  const corrects = line.correctsStatement
    ? `${texts.corrects} ${line.correctsStatement}`
    : '';
  return [
    place,
    [adjusted, corrects].filter(Boolean).join(', '),
    reasonOf(line, language),
  ].filter(Boolean);
}

/** Why there is a credit or reduction; in the words of whoever granted it if only they are known. */
export function reasonOf(
  line: StatementLine,
  language: DocumentLanguage,
): string {
  return localize(line.reasons, language, line.reason);
}

/** How much of what; empty for a discount, which is of money. */
export function quantityOf(
  line: StatementLine,
  language: DocumentLanguage,
): string {
  return line.type === 'discount'
    ? ''
    : quantityText(line.quantity, line.unit, language);
}
