// Opened by an agency's service owner: what was down, and is it said rightly who
// caused it? By the provider: what waits for a second person, what is disputed?

import { useState } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useNavigate } from 'react-router-dom';
import { usePages } from '../api/usePages';
import { useZonedFormat } from '../clock';
import { MonthChooser } from '../levels/MonthChooser';
import { monthOf } from '../levels/months';
import { outageRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { RecordDialog } from './dialogs/RecordDialog';
import {
  CAUSES,
  FILTERS,
  OutageFilters,
  SOURCES,
  STATES,
} from './OutageFilters';
import { OutageTable } from './OutageTable';

const PAGE_SIZE = 50;

/** A month from midnight to midnight on the reader's clock. */
function intervalOf(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number);
  const first = (step: number) =>
    new Date(year, number - 1 + step, 1).toISOString();
  return { from: first(0), to: first(1) };
}

/** Outages of a month that the reader may see. */
export function OutagesTab() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const url = useUrlFilter();
  const navigate = useNavigate();
  const outagePath = useRouteRef(outageRouteRef);
  const { timeZone } = useZonedFormat();
  const [isRecording, setRecording] = useState(false);
  const month = url.get('period') ?? monthOf(new Date());
  const query = {
    ...intervalOf(month),
    subject: url.get('subject'),
    state: STATES.find(one => one === url.get('state')),
    source: SOURCES.find(one => one === url.get('source')),
    cause: CAUSES.find(one => one === url.get('cause')),
    limit: PAGE_SIZE,
  };
  const outages = usePages(
    (client, cursor) =>
      client.GET('/outages', { params: { query: { ...query, cursor } } }),
    JSON.stringify(query),
  );
  const { items, first, error, reload } = outages;
  return (
    <Flex direction="column" gap="4" py="4">
      <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
        <MonthChooser
          month={month}
          onChange={value => url.set('period', value)}
        />
        {first?.mayReport && (
          <Button onPress={() => setRecording(true)}>
            {t('outages.record')}
          </Button>
        )}
      </Flex>
      <OutageFilters url={url} month={month} />
      {error && (
        <ErrorNotice
          error={error}
          title={t('outages.error')}
          onRetry={reload}
        />
      )}
      {!items && !error && <Loading rows={4} />}
      {items?.length === 0 && (
        <EmptyState
          title={t('outages.empty.title')}
          description={t(
            FILTERS.some(url.get)
              ? 'outages.empty.filtered'
              : 'outages.empty.description',
          )}
        />
      )}
      {items && items.length > 0 && (
        <>
          <Text as="p" role="status">
            {t('outages.total', { count: first?.totalItems ?? items.length })}
            {', '}
            {t('outages.clock', { timeZone })}
          </Text>
          <OutageTable outages={items} />
        </>
      )}
      {outages.loadMore && (
        <div>
          <Button
            variant="secondary"
            isPending={outages.isLoadingMore}
            onPress={outages.loadMore}
          >
            {t('outages.more')}
          </Button>
        </div>
      )}
      {isRecording && (
        <RecordDialog
          onClose={() => setRecording(false)}
          onDone={({ id }) => navigate(outagePath({ outageId: id }))}
        />
      )}
    </Flex>
  );
}
