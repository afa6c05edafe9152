import type { ReactNode } from 'react';
import { Button, Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CostGroup,
  CostReport,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { ScrollTable } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { Swatch } from '../../plots';
import { cloudCostsTranslationRef } from '../../translation';
import { useGroupingName, type NameOf } from '../useNames';
import {
  canDrill,
  drilled,
  withParameter,
  type CostViewControl,
} from '../view';
import { lookOf } from './looks';
import type { GroupedReport } from './useCostReport';
import styles from '../explorer.module.css';

/** What it was, what it is, and by how much it changed. */
export function ChangeCells(props: {
  group: Pick<CostGroup, 'amount' | 'previous'>;
  currency: string;
}) {
  const { amount, previous } = props.group;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  if (previous === undefined) {
    return (
      <>
        <td>–</td>
        <td>–</td>
      </>
    );
  }
  const now = BigInt(amount);
  const before = BigInt(previous);
  const relative =
    before === 0n && now !== 0n
      ? t('explorer.change.new')
      : format.relativeChange(now, before);
  return (
    <>
      <td>{format.money(previous, props.currency)}</td>
      <td>
        {format.change(now - before, props.currency)}
        {relative && <span className={styles.small}> {relative}</span>}
      </td>
    </>
  );
}

/** How much of the whole; the bar only shows the figure beside it. */
export function ShareCell(props: { amount: string; total: string }) {
  const format = useCostFormat();
  const share = format.share(BigInt(props.amount), BigInt(props.total)) ?? '–';
  const [amount, total] = [Number(props.amount), Number(props.total)];
  const width =
    total > 0 ? Math.min(100, Math.max(0, (amount / total) * 100)) : 0;
  return (
    <td>
      {share}
      <span aria-hidden="true" className={styles.track}>
        <span className={styles.bar} style={{ width: `${width}%` }} />
      </span>
    </td>
  );
}

/** A report's groups as a table: the frame of head and sum around the rows. */
export function ReportTable(props: {
  label: string;
  dimension: GroupedReport['groupBy'];
  amountTitle: string;
  report: CostReport;
  children: ReactNode;
}) {
  const { label, dimension, amountTitle, report, children } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const groupingName = useGroupingName();
  return (
    <ScrollTable label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{groupingName(dimension)}</th>
            <th scope="col">{amountTitle}</th>
            <th scope="col">{t('explorer.share')}</th>
            {report.previous && (
              <>
                <th scope="col">
                  {t('explorer.previous')}
                  <div className={styles.small}>
                    {format.range(report.previous.from, report.previous.to)}
                  </div>
                </th>
                <th scope="col">{t('explorer.changed')}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('plot.total')}</th>
            <td>{format.money(report.total, report.currency)}</td>
            <td />
            {report.previous && (
              <ChangeCells
                group={{
                  amount: report.total,
                  previous: report.previous.total,
                }}
                currency={report.currency}
              />
            )}
          </tr>
        </tfoot>
      </table>
    </ScrollTable>
  );
}

function GroupRow(props: {
  group: CostGroup;
  index: number;
  report: CostReport;
  groupBy: GroupedReport['groupBy'];
  control: CostViewControl;
  nameOf: NameOf;
}) {
  const { group, index, report, groupBy, control, nameOf } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const name = group.other ? t('explorer.other') : nameOf(groupBy, group);
  // Until new figures are there, the old ones lead nowhere.
  const isCurrent = groupBy === control.view.groupBy;
  return (
    <tr>
      <th scope="row">
        <Swatch look={lookOf(group, index)} />{' '}
        {isCurrent && canDrill(control.view, group) ? (
          <Link href={control.hrefTo(drilled(control.view, group.key))}>
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td>{format.money(group.amount, report.currency)}</td>
      <ShareCell amount={group.amount} total={report.total} />
      {report.previous && (
        <ChangeCells group={group} currency={report.currency} />
      )}
    </tr>
  );
}

/** Groups, largest first; each leads down to what it is made of. */
export function GroupsTable(props: {
  grouped: GroupedReport;
  control: CostViewControl;
  nameOf: NameOf;
}) {
  const { grouped, control, nameOf } = props;
  const { report, groupBy } = grouped;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const groupingName = useGroupingName();
  const label = t('explorer.groups', { dimension: groupingName(groupBy) });
  return (
    <>
      <ReportTable
        label={label}
        dimension={groupBy}
        amountTitle={t('explorer.amount')}
        report={report}
      >
        {report.groups.map((group, index) => (
          <GroupRow
            key={group.other ? ' other' : group.key}
            group={group}
            index={index}
            report={report}
            groupBy={groupBy}
            control={control}
            nameOf={nameOf}
          />
        ))}
      </ReportTable>
      {report.groups.some(group => group.other) && (
        <div>
          <Button
            variant="secondary"
            onPress={() => control.change(withParameter('groups', 'all'))}
          >
            {t('explorer.allGroups')}
          </Button>
        </div>
      )}
    </>
  );
}
