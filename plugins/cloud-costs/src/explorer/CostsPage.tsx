// Opened by an agency's budget holder: what did we pay this month, for what, and is
// it more than last month? By a software provider's lead: which of our test
// environments costs most, and is one unused? By the provider: who stands out?

import { lazy, Suspense, type ReactNode } from 'react';
import { Container, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { revenueReadPermission } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { isRefusal, Loading } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { cloudCostsTranslationRef } from '../translation';
import { CostsTab } from './report/CostsTab';
import { askCompared } from './report/useCostReport';
import {
  useCostView,
  withParameter,
  type CostView,
  type DayRange,
} from './view';

const UnusedTab = lazy(() =>
  import('./unused/UnusedTab').then(m => ({ default: m.UnusedTab })),
);
const AnomaliesTab = lazy(() =>
  import('./anomalies/AnomaliesTab').then(m => ({ default: m.AnomaliesTab })),
);
const RevenueTab = lazy(() =>
  import('./revenue/RevenueTab').then(m => ({ default: m.RevenueTab })),
);

const TABS = ['costs', 'unused', 'anomalies', 'revenue'] as const;

/** Asked at once: only the provider gets an answer, and only it has the tab. */
function useRevenue(view: CostView) {
  const { allowed } = usePermission({ permission: revenueReadPermission });
  const { from, to, currency, previous } = view;
  return useQuery(
    async client => {
      const ask = (period: DayRange) => (one: string | undefined) =>
        client.GET('/costs/revenue', {
          params: { query: { ...period, currency: one } },
        });
      const data = await askCompared(
        ask({ from, to }),
        one => previous && ask(previous)(one),
        currency,
      );
      return { data };
    },
    allowed ? JSON.stringify([from, to, currency, previous]) : undefined,
  );
}

/** Costs, what is unused, what stands out, and for the provider its revenue. */
export function CostsPage() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const control = useCostView();
  const { view, change, params } = control;
  const { from, to } = view;
  const options = useQuery(
    client => client.GET('/costs/filters', { params: { query: { from, to } } }),
    JSON.stringify([from, to]),
  );
  const revenue = useRevenue(view);
  const hasRevenue =
    Boolean(revenue.data ?? revenue.error) && !isRefusal(revenue.error);
  const tabs = TABS.filter(id => id !== 'revenue' || hasRevenue);
  const selected = tabs.find(id => id === params.get('view')) ?? 'costs';
  const panels: Record<(typeof TABS)[number], ReactNode> = {
    costs: <CostsTab control={control} options={options.data} />,
    unused: <UnusedTab />,
    anomalies: <AnomaliesTab control={control} options={options.data} />,
    revenue: <RevenueTab control={control} revenue={revenue} />,
  };

  return (
    <Container>
      <Tabs
        selectedKey={selected}
        onSelectionChange={key => {
          if (key !== selected) {
            change(
              withParameter('view', key === 'costs' ? undefined : String(key)),
            );
          }
        }}
      >
        <TabList aria-label={t('explorer.tabs')}>
          {tabs.map(id => (
            <Tab key={id} id={id}>
              {t(`explorer.tab.${id}`)}
            </Tab>
          ))}
        </TabList>
        {tabs.map(id => (
          <TabPanel key={id} id={id}>
            <Suspense fallback={<Loading rows={4} rowHeight={80} />}>
              {panels[id]}
            </Suspense>
          </TabPanel>
        ))}
      </Tabs>
    </Container>
  );
}
