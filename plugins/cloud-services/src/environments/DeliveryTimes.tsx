// Opened by the provider's service manager or platform engineer: how long do
// customers wait from order to ready, and which service lets them wait or fails?

import { Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  FilterSelect,
  Loading,
  localize,
  ScrollTable,
  Section,
  useFormat,
  useLanguage,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import catalogueStyles from '../catalogue/catalogue.module.css';
import { cloudServicesTranslationRef } from '../translation';
import styles from './environments.module.css';

const PERIODS = ['7', '90', '366'];
const USUAL_PERIOD = 30;

/** Time from order to ready, by service and by blueprint. */
export function DeliveryTimes() {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const language = useLanguage();
  const url = useUrlFilter();
  const chosen = url.get('days');
  const days = PERIODS.includes(chosen ?? '') ? Number(chosen) : USUAL_PERIOD;
  const times = useQuery(
    client => client.GET('/delivery-times', { params: { query: { days } } }),
    String(days),
  );
  const items = times.data?.items ?? [];
  const longest = Math.max(1, ...items.map(item => item.p95Seconds));
  const share = (seconds: number) => `${(seconds / longest) * 100}%`;

  return (
    <Flex direction="column" gap="6" py="4">
      <Section
        title={t('deliveryTimes.title')}
        description={t('deliveryTimes.meaning')}
      >
        <div style={{ maxWidth: '16rem' }}>
          <FilterSelect
            label={t('deliveryTimes.period')}
            anyLabel={t('deliveryTimes.days', { days: String(USUAL_PERIOD) })}
            value={days === USUAL_PERIOD ? undefined : String(days)}
            onChange={value => url.set('days', value)}
            options={PERIODS.map(id => ({
              id,
              label: t('deliveryTimes.days', { days: id }),
            }))}
          />
        </div>
        {times.error && (
          <ErrorNotice error={times.error} onRetry={times.reload} />
        )}
        {times.isPending && !times.data && <Loading />}
        {times.data && items.length === 0 && (
          <EmptyState
            title={t('deliveryTimes.empty.title')}
            description={t('deliveryTimes.empty.description')}
          />
        )}
        {items.length > 0 && (
          <ScrollTable label={t('deliveryTimes.title')}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('deliveryTimes.what')}</th>
                  <th scope="col">{t('deliveryTimes.count')}</th>
                  <th scope="col">{t('deliveryTimes.failed')}</th>
                  <th scope="col">{t('deliveryTimes.median')}</th>
                  <th scope="col">{t('deliveryTimes.p95')}</th>
                  <th scope="col">{t('deliveryTimes.plot')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(item => (
                  <tr key={`${item.kind} ${item.ref}`}>
                    <th scope="row">
                      {localize(item.titles, language, item.title)}
                      <div className={catalogueStyles.small}>
                        {t(`deliveryTimes.kind.${item.kind}`)}
                      </div>
                    </th>
                    <td>{format.number(item.count)}</td>
                    <td>{format.number(item.failed)}</td>
                    <td>{format.duration(item.medianSeconds)}</td>
                    <td>{format.duration(item.p95Seconds)}</td>
                    <td>
                      {/* The figures stand beside it; the bars only show them. */}
                      <span
                        aria-hidden="true"
                        className={catalogueStyles.barTrack}
                      >
                        <span
                          className={catalogueStyles.bar}
                          style={{ width: share(item.medianSeconds) }}
                        />
                        <span
                          className={catalogueStyles.barTail}
                          style={{ width: share(item.p95Seconds) }}
                        />
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollTable>
        )}
      </Section>
    </Flex>
  );
}
