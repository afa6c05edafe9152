import { useState } from 'react';
import { Button, Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  localize,
  PartyLink,
  ScrollTable,
  Section,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { useInstanceNames, usePlanTitles } from '../../allocations';
import { useCostFormat } from '../../format';
import { costLineRouteRef, statementRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import { groupLines, type LineGroup } from './lineGroups';

type NameOf = (line: StatementLine) => string;

function LineRow(props: {
  line: StatementLine;
  currency: string;
  nameOf: NameOf;
  planOf: NameOf;
}) {
  const { line, currency, nameOf, planOf } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const linePath = useRouteRef(costLineRouteRef);
  const statementPath = useRouteRef(statementRouteRef);
  const name = localize(line.titles, format.language, line.component);
  const reason = localize(line.reasons, format.language, line.reason);
  const details = [
    line.kind === 'charge' ? undefined : line.environmentName,
    nameOf(line),
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row">
        {line.lineId ? (
          <Link href={linePath({ lineId: encodeURIComponent(line.lineId) })}>
            {name}
          </Link>
        ) : (
          name
        )}
        {details.length > 0 && (
          <div className={styles.small}>{details.join(' · ')}</div>
        )}
        {reason && <div className={styles.small}>{reason}</div>}
        {line.explanationUrl && (
          <div>
            <Link href={line.explanationUrl}>
              {t('statement.line.explained')}
            </Link>
          </div>
        )}
        {line.correctsStatement && (
          <div>
            <Link
              href={statementPath({
                statementId: encodeURIComponent(line.correctsStatement),
              })}
            >
              {t('statement.line.corrects', {
                month: format.month(line.month),
              })}
            </Link>
          </div>
        )}
      </th>
      <td className={styles.words}>
        {line.serviceRef && <PartyLink entityRef={line.serviceRef} />}
        <div className={styles.small}>{planOf(line)}</div>
      </td>
      <td className={styles.words}>{format.month(line.month)}</td>
      <td>
        {line.unit ? format.measured(line.quantity, line.unit) : line.quantity}
      </td>
      <td>{format.exactMoney(line.amount, currency)}</td>
    </tr>
  );
}

function Group(props: {
  group: LineGroup;
  title: string;
  currency: string;
  isOpen: boolean;
  onToggle: () => void;
  nameOf: NameOf;
  planOf: NameOf;
}) {
  const { group, title, currency, isOpen, onToggle, nameOf, planOf } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  return (
    <tbody>
      <tr className={styles.sum}>
        <th scope="rowgroup" colSpan={4}>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            onClick={onToggle}
          >
            {title}
          </button>{' '}
          <span className={styles.small}>
            {t('statement.lines.count', { count: group.lines.length })}
          </span>
        </th>
        <td>{format.exactMoney(group.amount, currency)}</td>
      </tr>
      {isOpen &&
        group.lines.map(line => (
          <LineRow
            key={line.position}
            line={line}
            currency={currency}
            nameOf={nameOf}
            planOf={planOf}
          />
        ))}
    </tbody>
  );
}

/** Every line of a statement, folded by environment; corrections and credits of their own. */
export function LinesTable(props: {
  lines: StatementLine[];
  currency: string;
  /** Opens every group, as for printing. */
  isPrinting: boolean;
}) {
  const { lines, currency, isPrinting } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const groups = groupLines(lines);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const titleOf = useEntityTitles(
    groups.flatMap(({ systemRef }) => systemRef ?? []),
  );
  const isAllOpen = groups.every(({ key }) => open.has(key));
  const nameOf = useInstanceNames(lines);
  const planOf = usePlanTitles(lines.flatMap(line => line.serviceRef ?? []));
  const titleOfGroup = ({ kind, systemRef, lines: [first] }: LineGroup) =>
    kind === 'charge'
      ? [
          (first.environmentName ?? nameOf(first)) ||
            t('statement.lines.other'),
          systemRef && titleOf(systemRef),
        ]
          .filter(Boolean)
          .join(' · ')
      : t(`statement.lines.${kind}`);
  const toggle = (key: string) =>
    setOpen(previous => {
      const next = new Set(previous);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <Section
      title={t('statement.lines')}
      actions={
        <span className={styles.screenOnly}>
          <Button
            size="small"
            variant="secondary"
            onPress={() =>
              setOpen(new Set(isAllOpen ? [] : groups.map(({ key }) => key)))
            }
          >
            {t(isAllOpen ? 'statement.lines.fold' : 'statement.lines.unfold')}
          </Button>
        </span>
      }
    >
      <ScrollTable label={t('statement.lines')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('statement.line.component')}</th>
              <th scope="col" className={styles.words}>
                {t('statement.line.service')}
              </th>
              <th scope="col" className={styles.words}>
                {t('statement.month')}
              </th>
              <th scope="col">{t('statement.line.quantity')}</th>
              <th scope="col">{t('billing.amount')}</th>
            </tr>
          </thead>
          {groups.map(group => (
            <Group
              key={group.key}
              group={group}
              title={titleOfGroup(group)}
              currency={currency}
              isOpen={isPrinting || open.has(group.key)}
              onToggle={() => toggle(group.key)}
              nameOf={nameOf}
              planOf={planOf}
            />
          ))}
        </table>
      </ScrollTable>
    </Section>
  );
}
