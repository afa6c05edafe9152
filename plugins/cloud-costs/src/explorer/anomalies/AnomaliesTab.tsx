// Opened by whoever answers for the money: which days were unlike the same
// weekdays before, what caused it, and has somebody looked at it?

import { useState } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Anomaly,
  CostFilters,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  Section,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { usePages } from '../../api/usePages';
import { cloudCostsTranslationRef } from '../../translation';
import { FilterControls, PeriodChooser } from '../controls';
import controls from '../controls/controls.module.css';
import { DrillPath } from '../report/DrillPath';
import { useNames } from '../useNames';
import type { CostViewControl } from '../view';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import { AnomalyTable } from './AnomalyTable';

const PAGE_SIZE = 50;

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
  const { first, items, error, reload } = anomalies;
  const isBehind = first?.pending ?? false;
  useLiveUpdates({ ids: ['anomalies'], isActive: isBehind, onChange: reload });
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
        <div role="status">
          {isBehind && <Text as="p">{t('explorer.anomalies.behind')}</Text>}
        </div>
        {items?.length === 0 && !isBehind && (
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
