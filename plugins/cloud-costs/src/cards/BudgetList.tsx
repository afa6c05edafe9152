import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Budget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { BudgetBar, StandingBadge } from '../billing/budgets/BudgetBar';
import { budgetsRouteRef } from '../routes';
import styles from './cards.module.css';

/** Budgets with their bars, each leading to where it can be changed. */
export function BudgetList(props: { label: string; budgets: Budget[] }) {
  const budgetsPath = useRouteRef(budgetsRouteRef);
  if (props.budgets.length === 0) return null;
  return (
    <div>
      <Text as="p" weight="bold">
        {props.label}
      </Text>
      <ul className={styles.budgets}>
        {props.budgets.map(budget => (
          <li key={budget.id}>
            <div className={styles.budgetName}>
              <Link href={`${budgetsPath()}#${budget.id}`}>{budget.name}</Link>
              <StandingBadge budget={budget} />
            </div>
            <BudgetBar budget={budget} />
          </li>
        ))}
      </ul>
    </div>
  );
}
