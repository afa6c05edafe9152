import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Anomaly } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  localize,
  PartyLink,
  ScrollTable,
  StatusBadge,
  useFormat,
} from '@dualcloud/foundation-react';
import { AllocationName, useShownElsewhere } from '../../allocations';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../explorer.module.css';

function Causes(props: { anomaly: Anomaly }) {
  const { causes, currency } = props.anomaly;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  return (
    <ul className={styles.plain}>
      {causes.map(cause => (
        <li key={`${cause.component} ${cause.meter}`}>
          {t('explorer.anomalies.cause', {
            component: localize(cause.titles, format.language, cause.component),
            amount: format.money(cause.amount, currency),
            expected: format.money(cause.expected, currency),
          })}
          {cause.quantity !== undefined &&
            cause.expectedQuantity !== undefined && (
              <div className={styles.small}>
                {t('explorer.anomalies.quantity', {
                  quantity: format.aboutMeasured(
                    cause.quantity,
                    cause.unit ?? '',
                  ),
                  expected: format.aboutMeasured(
                    cause.expectedQuantity,
                    cause.unit ?? '',
                  ),
                })}
              </div>
            )}
        </li>
      ))}
    </ul>
  );
}

function Acknowledgement(props: {
  anomaly: Anomaly;
  onAcknowledge: () => void;
}) {
  const { anomaly, onAcknowledge } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useFormat();
  const costs = useCostFormat();
  const { environmentName, instanceName } = anomaly.allocation;
  if (!anomaly.acknowledgedAt) {
    return (
      <Button
        size="small"
        variant="secondary"
        className={styles.line}
        aria-label={t('explorer.acknowledge.label', {
          name: environmentName ?? instanceName,
          day: costs.range(anomaly.day, anomaly.lastDay),
        })}
        onPress={onAcknowledge}
      >
        {t('explorer.acknowledge')}
      </Button>
    );
  }
  return (
    <>
      <StatusBadge tone="good">
        {t('explorer.acknowledged', {
          date: format.date(anomaly.acknowledgedAt),
        })}
      </StatusBadge>
      {anomaly.acknowledgedBy?.includes(':') && (
        <div className={styles.small}>
          <PartyLink entityRef={anomaly.acknowledgedBy} />
        </div>
      )}
      {anomaly.note && <div className={styles.small}>{anomaly.note}</div>}
    </>
  );
}

function AnomalyRow(props: {
  anomaly: Anomaly;
  href: string | undefined;
  onAcknowledge: () => void;
}) {
  const { anomaly, href, onAcknowledge } = props;
  const { day, lastDay, days } = anomaly;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  return (
    <tr>
      <th scope="row" className={styles.line}>
        {format.range(day, lastDay)}
        {days > 1 && (
          <div className={styles.small}>
            {t('explorer.anomalies.days', { count: days })}
          </div>
        )}
      </th>
      <td className={styles.words}>
        <AllocationName allocation={anomaly.allocation} href={href} />
      </td>
      <td className={styles.line}>
        {format.money(anomaly.amount, anomaly.currency)}
      </td>
      <td>
        {format.money(anomaly.expected, anomaly.currency)}
        <div className={styles.small}>
          {t('explorer.anomalies.score', {
            score: format.rounded(anomaly.score),
          })}
        </div>
      </td>
      <td className={styles.words}>
        <Causes anomaly={anomaly} />
      </td>
      <td className={styles.words}>
        <Acknowledgement anomaly={anomaly} onAcknowledge={onAcknowledge} />
      </td>
    </tr>
  );
}

const COLUMNS = [
  { id: 'day', isWords: true },
  { id: 'what', isWords: true },
  { id: 'amount', isWords: false },
  { id: 'expected', isWords: false },
  { id: 'causes', isWords: true },
  { id: 'state', isWords: true },
] as const;

/** What stood out on which day, by how much and why. */
export function AnomalyTable(props: {
  items: Anomaly[];
  onAcknowledge: (anomaly: Anomaly) => void;
}) {
  const { items, onAcknowledge } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const hrefOf = useShownElsewhere(items.map(({ allocation }) => allocation));
  return (
    <ScrollTable label={t('explorer.anomalies.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map(({ id, isWords }) => (
              <th
                key={id}
                scope="col"
                className={isWords ? styles.words : undefined}
              >
                {t(`explorer.anomalies.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(anomaly => (
            <AnomalyRow
              key={anomaly.id}
              anomaly={anomaly}
              href={hrefOf(anomaly.allocation)}
              onAcknowledge={() => onAcknowledge(anomaly)}
            />
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
