import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CostExplanation,
  UsageEvent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  ScrollTable,
  StatusBadge,
  useFormat,
} from '@dualcloud/foundation-react';
import { usePages } from '../../api/usePages';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../explorer.module.css';

const PAGE_SIZE = 50;
const HOUR_MS = 3_600_000;

/** The instants between which the usage of the line's month lies. */
function spanOf(hours: CostExplanation['hours']) {
  const times = (hours ?? []).map(({ hour }) => Date.parse(hour));
  if (times.length === 0) return {};
  const [first, last] = [
    times.reduce((a, b) => Math.min(a, b)),
    times.reduce((a, b) => Math.max(a, b)),
  ];
  return {
    from: new Date(first).toISOString(),
    to: new Date(last + HOUR_MS).toISOString(),
  };
}

function EventRow(props: { event: UsageEvent }) {
  const { event } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useFormat();
  const costs = useCostFormat();
  return (
    <tr>
      <th scope="row">{format.instant(event.time)}</th>
      <td>{costs.measured(event.quantity, event.unit)}</td>
      <td className={styles.words}>
        {event.corrects && (
          <>
            <StatusBadge tone="warning">
              {t('explorer.events.correction')}
            </StatusBadge>
            <div className={styles.small}>
              {t('explorer.events.corrects', {
                id: event.corrects.id,
                reason: event.reason ?? '–',
              })}
            </div>
          </>
        )}
        {event.late && (
          <StatusBadge tone="info">{t('explorer.events.late')}</StatusBadge>
        )}
      </td>
      <td className={styles.words}>
        {event.source}
        <div className={styles.small}>{event.id}</div>
      </td>
      <td>{format.instant(event.receivedAt)}</td>
    </tr>
  );
}

/** The raw events behind a line, as they were measured. */
export function UsageEvents(props: { explanation: CostExplanation }) {
  const { line, hours } = props.explanation;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const query = {
    allocationId: line.allocation.id,
    meter: line.meter,
    ...spanOf(hours),
    limit: PAGE_SIZE,
  };
  const events = usePages(
    (client, cursor) =>
      client.GET('/usage-events', { params: { query: { ...query, cursor } } }),
    JSON.stringify(query),
  );
  const columns = ['time', 'quantity', 'mark', 'source', 'received'] as const;
  return (
    <>
      {events.error && (
        <ErrorNotice error={events.error} onRetry={events.reload} />
      )}
      {!events.items && !events.error && <Loading />}
      {events.items?.length === 0 && (
        <EmptyState
          title={t('explorer.events.empty.title')}
          description={t('explorer.events.empty.description')}
        />
      )}
      {events.items && events.items.length > 0 && (
        <ScrollTable label={t('explorer.events.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map(column => (
                  <th
                    scope="col"
                    key={column}
                    className={
                      column === 'mark' || column === 'source'
                        ? styles.words
                        : undefined
                    }
                  >
                    {t(`explorer.events.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {events.items.map(event => (
                <EventRow key={`${event.source} ${event.id}`} event={event} />
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
      {events.loadMore && (
        <div>
          <Button
            variant="secondary"
            isPending={events.isLoadingMore}
            onPress={events.loadMore}
          >
            {t('general.loadMore')}
          </Button>
        </div>
      )}
    </>
  );
}
