// On the home page: what do my environments cost this month, is a budget in danger,
// and did a day stand out?

import { ButtonLink, Flex, Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  isRefusal,
  Loading,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { byUrgency, standingOf } from '../billing/budgets/standing';
import { cloudCostsTranslationRef } from '../translation';
import { BudgetList } from './BudgetList';
import { useCostsHref } from './CostCard';
import { CostFigures } from './CostFigures';
import { shownPeriod } from './period';
import { hasAny, useBudgets, useForecast, useMonths } from './useCosts';

const SHOWN_BUDGETS = 3;
const COUNTED_ANOMALIES = 100;
const EVERYTHING = {};

function useAnomalies() {
  const { to } = shownPeriod(new Date());
  const from = `${to.slice(0, 8)}01`;
  const { data, reload } = useQuery(
    client =>
      client.GET('/anomalies', {
        params: { query: { from, to, limit: COUNTED_ANOMALIES } },
      }),
    from + to,
  );
  useLiveUpdates({ ids: ['anomalies'], isActive: false, onChange: reload });
  return data?.items.filter(item => !item.acknowledgedAt).length ?? 0;
}

/** My costs this month. */
export function HomeWidget() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const costsHref = useCostsHref();
  const months = useMonths(EVERYTHING);
  const hasCosts = hasAny(months.data);
  const forecast = useForecast(EVERYTHING, months.data);
  const budgets = useBudgets(undefined);
  const anomalies = useAnomalies();
  const urgent = byUrgency(budgets.data?.items ?? []).filter(budget =>
    ['exceeded', 'endangered'].includes(standingOf(budget)),
  );
  if (isRefusal(months.error)) {
    return <Text as="p">{t('cards.refused')}</Text>;
  }
  return (
    <Flex direction="column" gap="4">
      {months.error && (
        <ErrorNotice error={months.error} onRetry={months.reload} />
      )}
      {!months.data && !months.error && <Loading rows={3} />}
      {months.data && !hasCosts && (
        <EmptyState
          title={t('cards.home.empty.title')}
          description={t('cards.home.empty.description')}
        />
      )}
      {months.data && hasCosts && (
        <CostFigures
          report={months.data}
          forecast={forecast}
          label={t('cards.home.title')}
        />
      )}
      {anomalies > 0 && (
        <Text as="p">
          <Link href={costsHref({}, 'anomalies')}>
            {t('cards.home.anomalies', { count: anomalies })}
          </Link>
        </Text>
      )}
      <BudgetList
        label={t('cards.home.urgent')}
        budgets={urgent.slice(0, SHOWN_BUDGETS)}
      />
      {hasCosts && (
        <div>
          <ButtonLink variant="secondary" href={costsHref({})}>
            {t('cards.open')}
          </ButtonLink>
        </div>
      )}
    </Flex>
  );
}
