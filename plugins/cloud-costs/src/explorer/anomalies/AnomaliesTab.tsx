// Opened by whoever answers for the money: which days were unlike the same
// weekdays before, what caused it, and has somebody looked at it?

import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Anomaly,
  CostFilters,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  PartyLink,
  ScrollTable,
  Section,
  StatusBadge,
  useFormat,
} from '@dualcloud/foundation-react';
import { usePages } from '../../api/usePages';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { AllocationName } from '../AllocationName';
import { FilterControls, PeriodChooser } from '../controls';
import controls from '../controls/controls.module.css';
import { DrillPath } from '../report/DrillPath';
import { useNames } from '../useNames';
import type { CostViewControl } from '../view';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import styles from '../explorer.module.css';

const PAGE_SIZE = 50;

function Causes(props: { anomaly: Anomaly }) {
  const { causes, currency } = props.anomaly;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  return (
    <ul className={styles.plain}>
      {causes.map(cause => (
        <li key={`${cause.component} ${cause.meter}`}>
          {t('explorer.anomalies.cause', {
            component: cause.component,
            amount: format.money(cause.amount, currency),
            expected: format.money(cause.expected, currency),
          })}
          {cause.quantity !== undefined &&
            cause.expectedQuantity !== undefined && (
              <div className={styles.small}>
                {t('explorer.anomalies.quantity', {
                  quantity: format.quantity(cause.quantity),
                  expected: format.quantity(cause.expectedQuantity),
                  unit: cause.unit ?? '',
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
  const name =
    anomaly.allocation.environmentName ?? anomaly.allocation.instanceName;
  if (!anomaly.acknowledgedAt) {
    return (
      <Button
        size="small"
        variant="secondary"
        aria-label={t('explorer.acknowledge.label', { name })}
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

function AnomalyTable(props: {
  items: Anomaly[];
  onAcknowledge: (anomaly: Anomaly) => void;
}) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  return (
    <ScrollTable label={t('explorer.anomalies.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('explorer.anomalies.day')}</th>
            <th scope="col" className={styles.words}>
              {t('explorer.anomalies.what')}
            </th>
            <th scope="col">{t('explorer.amount')}</th>
            <th scope="col">{t('explorer.anomalies.expected')}</th>
            <th scope="col" className={styles.words}>
              {t('explorer.anomalies.causes')}
            </th>
            <th scope="col" className={styles.words}>
              {t('explorer.anomalies.state')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.items.map(anomaly => (
            <tr key={anomaly.id}>
              <th scope="row">{format.day(anomaly.day)}</th>
              <td className={styles.words}>
                <AllocationName allocation={anomaly.allocation} />
              </td>
              <td>{format.money(anomaly.amount, anomaly.currency)}</td>
              <td>
                {format.money(anomaly.expected, anomaly.currency)}
                <div className={styles.small}>
                  {t('explorer.anomalies.score', {
                    score: format.quantity(anomaly.score),
                  })}
                </div>
              </td>
              <td className={styles.words}>
                <Causes anomaly={anomaly} />
              </td>
              <td className={styles.words}>
                <Acknowledgement
                  anomaly={anomaly}
                  onAcknowledge={() => props.onAcknowledge(anomaly)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

/** Days that stand out. */
export function AnomaliesTab(props: {
  control: CostViewControl;
  options?: CostFilters;
}) {
  const { control, options } = props;
  const { from, to, filters, path, scope } = control.view;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const [acknowledging, setAcknowledging] = useState<Anomaly>();
  const nameOf = useNames(
    [...Object.values(filters).flat(), ...path.map(({ value }) => value)],
    options,
  );
  const query = { ...scope, from, to, limit: PAGE_SIZE };
  const anomalies = usePages(
    (client, cursor) =>
      client.GET('/anomalies', { params: { query: { ...query, cursor } } }),
    JSON.stringify(query),
  );
  const { items, error, reload } = anomalies;
  return (
    <Flex direction="column" gap="5" py="4">
      <div role="search" aria-label={t('explorer.controls')}>
        <Flex direction="column" gap="3">
          <div className={controls.row}>
            <PeriodChooser control={control} />
          </div>
          <FilterControls control={control} options={options} nameOf={nameOf} />
        </Flex>
      </div>
      <DrillPath control={control} nameOf={nameOf} />
      <Section
        title={t('explorer.anomalies.title')}
        description={t('explorer.anomalies.meaning')}
      >
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!items && !error && <Loading />}
        {items?.length === 0 && (
          <EmptyState
            title={t('explorer.anomalies.empty.title')}
            description={t('explorer.anomalies.empty.description')}
          />
        )}
        {items && items.length > 0 && (
          <AnomalyTable items={items} onAcknowledge={setAcknowledging} />
        )}
        {anomalies.loadMore && (
          <div>
            <Button
              variant="secondary"
              isPending={anomalies.isLoadingMore}
              onPress={anomalies.loadMore}
            >
              {t('general.loadMore')}
            </Button>
          </div>
        )}
      </Section>
      {acknowledging && (
        <AcknowledgeDialog
          anomaly={acknowledging}
          onClose={() => setAcknowledging(undefined)}
          onDone={() => {
            setAcknowledging(undefined);
            reload();
          }}
        />
      )}
    </Flex>
  );
}
