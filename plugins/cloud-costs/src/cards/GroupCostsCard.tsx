// On the page of an organisation: what does it pay, and what runs for it that
// others pay? Of a team: what does that which it looks after cost?

import { stringifyEntityRef } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ErrorNotice,
  isRefusal,
  Loading,
  Section,
} from '@dualcloud/foundation-react';
import { byUrgency } from '../billing/budgets/standing';
import { cloudCostsTranslationRef } from '../translation';
import { BudgetList } from './BudgetList';
import { CostFrame } from './CostCard';
import { CostFigures } from './CostFigures';
import {
  hasAny,
  useBudgets,
  useForecast,
  useMonths,
  type CostScope,
} from './useCosts';

type View = 'payer' | 'customer' | 'software-provider' | 'owner';

/** What is worth showing of a group of a type. */
function viewsOf(type: unknown): [View, View?] {
  switch (type) {
    case 'agency':
      return ['payer', 'customer'];
    case 'software-provider':
      return ['payer', 'software-provider'];
    case 'it-service-provider':
      return ['payer', 'owner'];
    default:
      return ['owner'];
  }
}

function useView(view: View | undefined, ref: string) {
  const scope: CostScope | undefined = view && { [view]: [ref] };
  const months = useMonths(scope);
  const hasCosts = hasAny(months.data);
  const forecast = useForecast(scope, months.data);
  return { view, months, hasCosts, forecast };
}

export function GroupCostsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const ref = stringifyEntityRef(entity);
  const [first, second] = viewsOf(entity.spec?.type);
  const all = [useView(first, ref), useView(second, ref)];
  const budgets = useBudgets(ref);
  const { months } = all[0];
  if (isRefusal(months.error)) return null;
  const shown = all.filter(({ hasCosts }) => hasCosts);
  return (
    <CostFrame title={t('cards.title')} scope={{ [first]: [ref] }}>
      {months.error && (
        <ErrorNotice error={months.error} onRetry={months.reload} />
      )}
      {!months.data && !months.error && <Loading rows={2} />}
      {months.data && shown.length === 0 && (
        <Text as="p">{t('cards.empty.group')}</Text>
      )}
      {shown.map(
        ({ view, months: { data }, forecast }) =>
          view &&
          data && (
            <Section key={view} level="h3" title={t(`cards.view.${view}`)}>
              <CostFigures
                report={data}
                forecast={forecast}
                label={t(`cards.view.${view}`)}
              />
            </Section>
          ),
      )}
      <BudgetList
        label={t('cards.budgets')}
        budgets={byUrgency(budgets.data?.items ?? [])}
      />
    </CostFrame>
  );
}
