import type { ReactNode } from 'react';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorNotice, isRefusal, Loading } from '@dualcloud/foundation-react';
import { byUrgency } from '../billing/budgets/standing';
import { costsRouteRef } from '../routes';
import { cloudCostsTranslationRef } from '../translation';
import { BudgetList } from './BudgetList';
import { CostFigures } from './CostFigures';
import {
  hasAny,
  useBudgets,
  useForecast,
  useMonths,
  type CostScope,
} from './useCosts';

/** The costs page, with the filters that a card has. */
export function useCostsHref(): (scope: CostScope, view?: string) => string {
  const costsPath = useRouteRef(costsRouteRef);
  return (scope, view) => {
    const params = new URLSearchParams(view ? { view } : {});
    for (const [name, values] of Object.entries(scope)) {
      [values].flat().forEach(value => params.append(name, String(value)));
    }
    return `${costsPath()}?${params}`;
  };
}

/** The frame of every card about costs, with the way to all of them. */
export function CostFrame(props: {
  title: string;
  scope: CostScope;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const costsHref = useCostsHref();
  return (
    <EntityInfoCard
      title={props.title}
      footerActions={
        <ButtonLink variant="secondary" href={costsHref(props.scope)}>
          {t('cards.open')}
        </ButtonLink>
      }
    >
      <Flex direction="column" gap="4">
        {props.children}
      </Flex>
    </EntityInfoCard>
  );
}

/** What something costs; nothing at all for those who may not see it. */
export function CostCard(props: {
  title: string;
  scope: CostScope;
  /** What budgets of it are about. */
  budgetsOf?: string;
  empty: string;
}) {
  const { title, scope, budgetsOf, empty } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const months = useMonths(scope);
  const hasCosts = hasAny(months.data);
  const forecast = useForecast(scope, months.data);
  const budgets = useBudgets(budgetsOf, budgetsOf !== undefined);
  if (isRefusal(months.error)) return null;
  return (
    <CostFrame title={title} scope={scope}>
      {months.error && (
        <ErrorNotice error={months.error} onRetry={months.reload} />
      )}
      {!months.data && !months.error && <Loading rows={2} />}
      {months.data && !hasCosts && <Text as="p">{empty}</Text>}
      {months.data && hasCosts && (
        <CostFigures report={months.data} forecast={forecast} label={title} />
      )}
      <BudgetList
        label={t('cards.budgets')}
        budgets={byUrgency(budgets.data?.items ?? [])}
      />
    </CostFrame>
  );
}
