// Opened by an agency's budget holder: what do we have to pay for last month, and
// will the money last? By everybody: what does something cost? By the provider's
// service manager: who is billed what, and what would other prices mean?

import { lazy, Suspense, type ReactNode } from 'react';
import { Container, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Loading } from '@dualcloud/foundation-react';
import { useNavigate } from 'react-router-dom';
import {
  billingRouteRef,
  budgetsRouteRef,
  priceListsRouteRef,
} from '../routes';
import { cloudCostsTranslationRef } from '../translation';
import { StatementsTab } from './statements/StatementsTab';

const BudgetsTab = lazy(() =>
  import('./budgets/BudgetsTab').then(m => ({ default: m.BudgetsTab })),
);
const PriceListsTab = lazy(() =>
  import('./priceLists/PriceListsTab').then(m => ({
    default: m.PriceListsTab,
  })),
);

const TABS = ['statements', 'budgets', 'priceLists'] as const;

export type BillingTab = (typeof TABS)[number];

/** Statements, budgets and price lists; each tab has an address of its own. */
export function BillingPage(props: { tab: BillingTab }) {
  const { tab } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const navigate = useNavigate();
  const paths: Record<BillingTab, string> = {
    statements: useRouteRef(billingRouteRef)(),
    budgets: useRouteRef(budgetsRouteRef)(),
    priceLists: useRouteRef(priceListsRouteRef)(),
  };
  const panels: Record<BillingTab, ReactNode> = {
    statements: <StatementsTab />,
    budgets: <BudgetsTab />,
    priceLists: <PriceListsTab />,
  };
  return (
    <Container py="4">
      <Tabs
        selectedKey={tab}
        onSelectionChange={key => {
          const next = TABS.find(id => id === key);
          if (next && next !== tab) navigate(paths[next]);
        }}
      >
        <TabList aria-label={t('billing.tabs')}>
          {TABS.map(id => (
            <Tab key={id} id={id}>
              {t(`billing.tab.${id}`)}
            </Tab>
          ))}
        </TabList>
        {TABS.map(id => (
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
